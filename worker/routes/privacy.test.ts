import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { KeyIssued } from "#contract/service/key.ts";
import { call, post, postLines } from "../testing/call.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { ROUTES } from "../testing/routes.ts";
import { SAMPLE_REQUESTS, SAMPLE_RUNS, type SampleRequest } from "../testing/sample-requests.ts";

const PROMPT = "prompt-that-nobody-may-read";
const WORKSPACE = "/home/nobody-may-read/workspace";
const KEY_NAME = "key-name-for-admins";
const IN_THE_DATABASE = "inside-of-the-database";

/** What no answer may hold, whoever asks: what a stack, SQL and the database's own words look like. */
const INSIDE = [
  /\n\s+at\s/,
  /\.ts:\d+/,
  /node_modules|drizzle|miniflare|itty/i,
  /\b(?:SELECT|INSERT|UPDATE|DELETE|VALUES)\b[^"]*\b(?:FROM|INTO|SET|WHERE)\b/,
  /SQLITE|D1_ERROR|no such (?:table|column)/i,
  /benchmark_runs|run_telemetry|run_decisions|run_corrections|api_keys|content_hash|key_id|prompt_sent|workspace_dir/,
  new RegExp(IN_THE_DATABASE),
];

interface Secrets {
  /** What nobody may be told. */
  always: string[];
  /** What admins may see in the list of keys, and nobody else anywhere. */
  ofAdmins: string[];
  submitter: KeyIssued;
  admin: KeyIssued;
}

const hashesIn = async (table: string, column: string): Promise<string[]> => {
  const { results } = await env.DB.prepare(`SELECT ${column} AS hash FROM ${table}`).all<{ hash: string }>();
  return results.map(({ hash }) => hash);
};

/** Fills the database with what must stay there. */
const fill = async (): Promise<Secrets> => {
  const submitter = await makeKey({ name: `${KEY_NAME}-1` });
  const admin = await makeKey({ name: `${KEY_NAME}-2`, scope: "admin" });
  const runs = SAMPLE_RUNS.map((run) => ({
    ...run,
    telemetry: { ...run.telemetry, promptSent: PROMPT, workspaceDir: WORKSPACE },
  }));
  await callWith(submitter.token, "POST", "/api/results/bulk", runs.map((run) => JSON.stringify(run)).join("\n"));
  const decision = { kind: "re-score", totalScore: 0.5, reason: "public" };
  await callWith(admin.token, "POST", "/api/runs/run-full/decisions", decision);
  const tokens = [submitter, admin].flatMap(({ token }) => [token, token.split("_")[2] ?? ""]);
  const hashes = [...(await hashesIn("api_keys", "hash")), ...(await hashesIn("benchmark_runs", "content_hash"))];
  return {
    always: [PROMPT, WORKSPACE, env.API_SECRET_KEY, ...tokens, ...hashes],
    ofAdmins: [KEY_NAME, submitter.key.id, admin.key.id],
    submitter,
    admin,
  };
};

/** Everything of an answer that a client can read. */
const wholeOf = async (response: Response): Promise<string> =>
  `${[...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${await response.text()}`;

const expectNothingOf = (answer: string, secrets: readonly string[], what: string) => {
  for (const secret of secrets) expect(answer, `${what} tells ${secret}`).not.toContain(secret);
  for (const pattern of INSIDE) expect(answer, what).not.toMatch(pattern);
};

const methodOf = (route: string) => route.split(" ")[0] ?? "";

/** Requests to a route that fail, or may: with and without a key, in every part of it something that does not fit. */
const brokenRequests = (route: string, { path, body }: SampleRequest, { submitter, admin }: Secrets) => {
  const method = methodOf(route);
  const [bare = ""] = path(submitter.key.id).split("?");
  const injected = encodeURIComponent("' OR 1=1 --");
  const quoted = `{"promptSent": "${PROMPT}", "workspaceDir": "${WORKSPACE}", "token": ${submitter.token}`;
  const paths = [
    `${bare}?unknown=${injected}`,
    `${bare}?limit=${injected}&cursor=${injected}&days=${injected}&ids=${injected}&a=${injected}&suite=${injected}`,
    bare.replaceAll(/\/(?:run-full|batch-1|suite|scenario|tests|[0-9a-f]{12})(?=\/|$)/g, `/${injected}`),
    bare.replaceAll(/\/(?:run-full|batch-1|suite|scenario|tests|[0-9a-f]{12})(?=\/|$)/g, "/%E0%A4%A"),
  ];
  const bodies = [
    quoted,
    env.API_SECRET_KEY,
    "[]",
    "null",
    { runId: PROMPT.repeat(40) },
    { kind: "exclude" },
    [...SAMPLE_RUNS],
  ];
  const tokens = [undefined, `${env.API_SECRET_KEY}x`, admin.token, submitter.token];
  return tokens.flatMap((token) => [
    ...paths.map((path) => () => callWith(token, method, path, body?.(1))),
    ...(body ? bodies.map((broken) => () => callWith(token, method, bare, broken)) : []),
    ...(body ? bodies.map((broken) => () => callWith(token, method, bare, broken, "application/json")) : []),
    () => callWith(token, method === "PUT" ? "PATCH" : "PUT", bare),
    () => callWith(token, "OPTIONS", bare),
  ]);
};

describe("no answer tells what is not public", () => {
  let secrets: Secrets;
  beforeEach(async () => {
    secrets = await fill();
  });

  it("walks over every route", () => {
    expect(Object.keys(SAMPLE_REQUESTS).sort()).toEqual([...ROUTES].sort());
  });

  it.each(Object.entries(SAMPLE_REQUESTS))(
    "%s, when it succeeds",
    async (route, { access, path, body, status = 200 }) => {
      const { key } = await makeKey({ name: "to rotate or revoke" });
      const token = access === "public" ? undefined : env.API_SECRET_KEY;
      const response = await callWith(token, methodOf(route), path(key.id), body?.(1));
      expect(response.status).toBe(status);
      const answer = await wholeOf(response);
      // The description of the API has words of its own for what is private.
      const inside = route === "GET /api/openapi.json" ? [] : [/promptSent|workspaceDir|keyId|contentHash/];
      for (const pattern of inside) expect(answer).not.toMatch(pattern);
      expectNothingOf(answer, [...secrets.always, ...(access === "admin" ? [] : secrets.ofAdmins)], route);
    },
  );

  it.each(Object.entries(SAMPLE_REQUESTS))(
    "%s, when something does not fit",
    async (route, request) => {
      const statuses = new Set<number>();
      for (const send of brokenRequests(route, request, secrets)) {
        const response = await send();
        statuses.add(response.status);
        const ofAdmins = request.access === "admin" ? [] : [KEY_NAME];
        expectNothingOf(await wholeOf(response), [...secrets.always, ...ofAdmins], `${route} (${response.status})`);
      }
      expect([...statuses].filter((status) => status >= 500)).toEqual([]);
      expect(statuses).toContain(405);
    },
    20_000,
  );

  it.each(Object.entries(SAMPLE_REQUESTS))("%s, when the database fails", async (route, { path, body }) => {
    const fail = () => {
      throw new Error(`D1_ERROR: no such table: ${IN_THE_DATABASE}: SELECT ${PROMPT} FROM run_telemetry`);
    };
    const broken = { ...env, DB: { prepare: fail, batch: fail } as unknown as D1Database };
    const {
      ADDRESS_LIMIT: _address,
      KEY_LIMIT: _key,
      ...environment
    } = broken as typeof broken & Record<string, unknown>;
    const content = body?.(1);
    const response = await call(
      path("0".repeat(12)),
      {
        method: methodOf(route),
        headers: {
          authorization: `Bearer ${env.API_SECRET_KEY}`,
          ...(content === undefined
            ? {}
            : { "content-type": typeof content === "string" ? "text/plain" : "application/json" }),
        },
        ...(content === undefined ? {} : { body: typeof content === "string" ? content : JSON.stringify(content) }),
      },
      environment as typeof env,
    );
    const expected = { "GET /health": 503, "GET /api/openapi.json": 200 }[route] ?? 500;
    expect(response.status).toBe(expected);
    if (expected !== 200) expectNothingOf(await wholeOf(response), [...secrets.always, KEY_NAME], route);
  });

  it("tells a submitter of a conflict the names of the fields alone", async () => {
    const changed = { ...SAMPLE_RUNS[0], telemetry: { promptSent: "another", workspaceDir: "another" } };
    for (const response of [
      await post("/api/results", changed),
      await postLines([changed, makeRun({ agent: "" }), "{"]),
    ]) {
      expectNothingOf(await wholeOf(response), [...secrets.always, ...secrets.ofAdmins], "a conflict");
    }
  });
});
