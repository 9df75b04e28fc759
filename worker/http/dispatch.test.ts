import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Operation } from "#contract/service/operation.ts";
import type { Identity } from "./authorization.ts";
import { dispatcher, type House, type Route } from "./dispatch.ts";
import type { Observation } from "./observe.ts";
import { StatusError } from "./problem.ts";
import type { RateLimits } from "./rate-limit.ts";
import type { AnyReply } from "./reply.ts";

type Heard = Record<string, unknown>;

/** A route that answers with what its handler was called with. */
const route = (method: Operation["method"], path: `/${string}`, more: Partial<Operation> = {}): Route => ({
  operation: {
    method,
    path,
    tag: "Runs",
    summary: "Try",
    description: "For a test.",
    answers: { 200: { description: "" } },
    ...more,
  },
  handle: async ({ names, query, body, identity, database }: Heard): Promise<AnyReply> => ({
    body: { of: `${method} ${path}`, names, query, body, identity, database },
  }),
});

const IDENTITY: Identity = { keyId: "k", scope: "submit", suites: undefined, isAdmin: false, expiresAt: null };

interface Database {
  database: string;
}

const houseOf = (routes: Route[], more: Partial<House<RateLimits, Database>> = {}): House<RateLimits, Database> => ({
  routes,
  open: (_env, dry) => ({ database: dry ? "open for reading" : "open" }),
  authorize: async () => {
    throw new StatusError(403, "this key may not send it");
  },
  ...more,
});

const observation = (): Observation => ({ requestId: "r", route: null });

const asking = (house: House<RateLimits, Database>, env: RateLimits = {}) => {
  const dispatch = dispatcher(house);
  return async (method: string, path: string, init: RequestInit = {}, seen = observation()) => {
    const response = await dispatch(new Request(`http://localhost${path}`, { method, ...init }), env, seen);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
};

const ROUTES = [
  route("GET", "/api/things/:name"),
  route("GET", "/api/things/compare"),
  route("GET", "/api/things"),
  route("POST", "/api/things", {
    body: {
      name: "thing",
      description: "",
      type: "application/json",
      schema: z.strictObject({ a: z.number() }),
      maxBytes: 100,
      example: {},
    },
  }),
  route("DELETE", "/api/things/:name"),
  route("GET", "/api/:a/:b/:c", { query: z.strictObject({ n: z.coerce.number().default(1) }) }),
];

describe("dispatcher", () => {
  const ask = asking(houseOf(ROUTES));
  const answered = async (...asked: Parameters<typeof ask>) => JSON.parse((await ask(...asked)).text);

  it.each([
    ["GET", "/api/things", "GET /api/things", {}],
    ["GET", "/api/things/compare", "GET /api/things/compare", {}],
    ["GET", "/api/things/a%2Fb", "GET /api/things/:name", { name: "a/b" }],
    ["DELETE", "/api/things/x", "DELETE /api/things/:name", { name: "x" }],
    ["GET", "/api/x/y/z", "GET /api/:a/:b/:c", { a: "x", b: "y", c: "z" }],
  ])("has %s %s answered by the route that is meant", async (method, path, of, names) => {
    expect(await answered(method, path)).toMatchObject({ of, names });
  });

  it("hands over the query and the body as the schemas give them, and what is open", async () => {
    expect(await answered("GET", "/api/x/y/z?n=7")).toMatchObject({ query: { n: 7 }, database: "open" });
    const init = { body: '{"a":1}', headers: { "content-type": "application/json" } };
    expect(await answered("POST", "/api/things", init)).toMatchObject({ body: { a: 1 } });
  });

  it("hands a write that is only tried a database that takes no writes", async () => {
    expect(await answered("DELETE", "/api/things/x?dry=1")).toMatchObject({ database: "open for reading" });
    expect(await answered("DELETE", "/api/things/x")).toMatchObject({ database: "open" });
    await expect(ask("GET", "/api/things?dry=1")).rejects.toMatchObject({ status: 400 });
  });

  it("answers HEAD as GET, without the body", async () => {
    const [head, get] = [await ask("HEAD", "/api/things"), await ask("GET", "/api/things")];
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(Object.fromEntries(head.headers)).toEqual(Object.fromEntries(get.headers));
  });

  it("stops what a HEAD would have streamed", async () => {
    let isClosed = false;
    const streaming: Route = {
      operation: { ...route("GET", "/api/lines").operation, answers: { 200: { description: "", type: "text/csv" } } },
      handle: async () => ({
        pieces: (async function* () {
          try {
            yield "a";
          } finally {
            isClosed = true;
          }
        })(),
      }),
    };
    expect((await asking(houseOf([streaming]))("HEAD", "/api/lines")).text).toBe("");
    expect(isClosed).toBe(false);
    expect((await asking(houseOf([streaming]))("GET", "/api/lines")).text).toBe("a");
    expect(isClosed).toBe(true);
  });

  it("tells the methods of a path to a preflight", async () => {
    const of = async (path: string) => (await ask("OPTIONS", path)).headers.get("access-control-allow-methods");
    expect(await of("/api/things")).toBe("HEAD, GET, POST");
    expect(await of("/api/things/x")).toBe("HEAD, GET, DELETE");
  });

  it("refuses a method that a path does not have, and says which it has", async () => {
    await expect(ask("PUT", "/api/things")).rejects.toMatchObject({
      status: 405,
      message: "PUT is not allowed at /api/things: use HEAD, GET, POST",
      headers: { allow: "HEAD, GET, POST" },
    });
    await expect(ask("POST", "/api/things/x")).rejects.toMatchObject({ headers: { allow: "HEAD, GET, DELETE" } });
  });

  it.each(["/", "/api", "/api/thing", "/api/things/a/b/c/d"])("knows nothing at %s", async (path) => {
    await expect(ask("GET", path)).rejects.toMatchObject({ status: 404, message: `there is nothing at ${path}` });
  });

  it("notes the pattern of the path, also for a method that is refused", async () => {
    const [found, refused] = [observation(), observation()];
    await ask("DELETE", "/api/things/x", {}, found);
    expect(found.route).toBe("/api/things/:name");
    await ask("PUT", "/api/things/x", {}, refused).catch(() => undefined);
    expect(refused.route).toBe("/api/things/:name");
    // Two patterns fit this path, and the more specific one has no such method.
    const second = observation();
    await ask("DELETE", "/api/things/compare", {}, second);
    expect(second.route).toBe("/api/things/:name");
  });
});

describe("keys and limits", () => {
  const guarded = [route("GET", "/open"), route("POST", "/guarded", { scope: "submit" })];
  const asked: string[] = [];
  const authorize: House<RateLimits, Database>["authorize"] = async (request, { database }, needed) => {
    asked.push(`${needed} ${database}`);
    if (request.headers.get("authorization") === "Bearer good") return IDENTITY;
    throw new StatusError(403, "this key may not send it");
  };
  const good = { headers: { authorization: "Bearer good" } };
  const bad = { headers: { authorization: "Bearer bad" } };

  it("lets nobody in without a key of the scope, and tells the handler who it was", async () => {
    const ask = asking(houseOf(guarded, { authorize }));
    asked.length = 0;
    await expect(ask("POST", "/guarded", bad)).rejects.toMatchObject({ status: 403 });
    expect(JSON.parse((await ask("POST", "/guarded", good)).text).identity).toEqual(
      JSON.parse(JSON.stringify(IDENTITY)),
    );
    expect(asked).toEqual(["submit open", "submit open"]);
  });

  it("asks no key of an open route, and takes a bad one there for none", async () => {
    const ask = asking(houseOf(guarded, { authorize }));
    asked.length = 0;
    expect((await ask("GET", "/open")).status).toBe(200);
    expect(asked).toEqual([]);
    expect((await ask("GET", "/open", bad)).status).toBe(200);
    expect(asked).toEqual(["any open"]);
  });

  it("charges an anonymous read with its rows, one with a bad key as well, one with a good key not", async () => {
    const ROW_LIMIT = { limit: async () => ({ success: true }) };
    const ask = asking(houseOf(guarded, { authorize }), { ROW_LIMIT });
    const chargeOf = async (headers: Record<string, string>) => {
      const seen = observation();
      await ask("GET", "/open", { headers: { "cf-connecting-ip": "192.0.2.1", ...headers } }, seen);
      return typeof seen.charge;
    };
    expect(await chargeOf({})).toBe("function");
    expect(await chargeOf(bad.headers)).toBe("function");
    expect(await chargeOf(good.headers)).toBe("undefined");
  });

  it("counts a request before it looks at its key, and a preflight not at all", async () => {
    const ADDRESS_LIMIT = { limit: async () => ({ success: false }) };
    const ask = asking(houseOf(guarded, { authorize }), { ADDRESS_LIMIT });
    asked.length = 0;
    const init = { headers: { ...good.headers, "cf-connecting-ip": "192.0.2.1" } };
    await expect(ask("POST", "/guarded", init)).rejects.toMatchObject({ status: 429 });
    expect(asked).toEqual([]);
    expect((await ask("OPTIONS", "/guarded", init)).status).toBe(204);
  });
});
