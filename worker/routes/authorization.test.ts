import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, postLines } from "../testing/call.ts";
import { callWith, makeExpiredKey, makeKey, makeRevokedKey } from "../testing/keys.ts";
import { ROUTES } from "../testing/routes.ts";
import { type Access, SAMPLE_REQUESTS, SAMPLE_RUNS, type SampleRequest } from "../testing/sample-requests.ts";

/** Ways to send a request: each gives the token to send. */
const CREDENTIALS = {
  "no key": async () => undefined,
  "a wrong key": async () => `zeb_${"0".repeat(12)}_${"0".repeat(64)}`,
  "the secret, mistyped": async () => `${env.API_SECRET_KEY}x`,
  "an expired admin key": async () => makeExpiredKey({ scope: "admin" }),
  "a revoked admin key": async () => makeRevokedKey({ scope: "admin" }),
  "a submit key": async () => (await makeKey()).token,
  "a submit key of another suite": async () => (await makeKey({ suites: ["another"] })).token,
  "an admin key": async () => (await makeKey({ scope: "admin" })).token,
  "the secret": async () => env.API_SECRET_KEY,
};
type Credential = keyof typeof CREDENTIALS;

const OK = "ok";

/** What a route of each kind answers to each credential; OK: the status of its sample request. */
const EXPECTED: Record<Access, Record<Credential, number | typeof OK>> = {
  public: {
    "no key": OK,
    "a wrong key": OK,
    "the secret, mistyped": OK,
    "an expired admin key": OK,
    "a revoked admin key": OK,
    "a submit key": OK,
    "a submit key of another suite": OK,
    "an admin key": OK,
    "the secret": OK,
  },
  submit: {
    "no key": 401,
    "a wrong key": 403,
    "the secret, mistyped": 403,
    "an expired admin key": 403,
    "a revoked admin key": 403,
    "a submit key": OK,
    "a submit key of another suite": 403,
    "an admin key": OK,
    "the secret": OK,
  },
  admin: {
    "no key": 401,
    "a wrong key": 403,
    "the secret, mistyped": 403,
    "an expired admin key": 403,
    "a revoked admin key": 403,
    "a submit key": 403,
    "a submit key of another suite": 403,
    "an admin key": OK,
    "the secret": OK,
  },
};

/** Where a key of another suite gets an answer all the same: a batch has no suite, and of many runs those lines are rejected. */
const WITHOUT_SUITE = ["POST /api/results/batch", "POST /api/results/bulk"];

const expectedOf = (route: string, { access, status = 200 }: SampleRequest): Record<string, number> =>
  Object.fromEntries(
    Object.entries(EXPECTED[access]).map(([credential, expected]) => {
      const isLenient = credential === "a submit key of another suite" && WITHOUT_SUITE.includes(route);
      return [credential, isLenient || expected === OK ? status : expected];
    }),
  );

const send = async (
  route: string,
  { path, body }: SampleRequest,
  token: string | undefined,
  unique: number,
): Promise<Response> => {
  const [method = ""] = route.split(" ");
  const { key } = await makeKey({ name: "to rotate or revoke" });
  return callWith(token, method, path(key.id), body?.(unique));
};

describe("authorization", () => {
  beforeEach(async () => {
    await postLines(SAMPLE_RUNS);
  });

  it("has an expectation for every route, and for no other", () => {
    expect(Object.keys(SAMPLE_REQUESTS).sort()).toEqual([...ROUTES].sort());
  });

  it.each(Object.entries(SAMPLE_REQUESTS))("answers %s by what the key may do", async (route, request) => {
    const statuses: Record<string, number> = {};
    for (const [unique, [credential, makeToken]] of Object.entries(CREDENTIALS).entries()) {
      const response = await send(route, request, await makeToken(), unique + 1);
      const text = await response.text();
      statuses[credential] = response.status;
      expect(response.headers.has("www-authenticate")).toBe(response.status === 401);
      if (response.status >= 400) ProblemSchema.parse(JSON.parse(text));
    }
    expect(statuses).toEqual(expectedOf(route, request));
  });

  const guarded = Object.entries(SAMPLE_REQUESTS).filter(([, { access }]) => access !== "public");

  it.each(guarded)("refuses %s before it looks at the body, and changes nothing", async (route, request) => {
    const { key } = await makeKey();
    const state = async () => {
      const tables = ["benchmark_runs", "batch_runs", "run_decisions", "api_keys"];
      return Promise.all(tables.map(async (table) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results));
    };
    const before = await state();
    const [method = ""] = route.split(" ");
    const broken = request.body && "{";
    for (const token of [undefined, "wrong"]) {
      const response = await callWith(token, method, request.path(key.id), broken);
      expect(response.status).toBe(token === undefined ? 401 : 403);
    }
    expect(await state()).toEqual(before);
  });

  it.each(guarded)(
    "turns %s off without a configured secret, even for a key that was made before",
    async (route, request) => {
      const { token, key } = await makeKey({ scope: "admin" });
      const { API_SECRET_KEY: _, ...withoutSecret } = env;
      const [method = ""] = route.split(" ");
      for (const sent of [token, "dev-local-key", "undefined"]) {
        const init = { method, headers: { authorization: `Bearer ${sent}` } };
        expect((await call(request.path(key.id), init, withoutSecret)).status).toBe(503);
      }
    },
  );
});
