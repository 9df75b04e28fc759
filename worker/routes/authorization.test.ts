import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call } from "../testing/call.ts";
import { EVERY_OPERATION, examplePathOf, sendExample, submitExamples } from "../testing/examples.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { callWith, makeExpiredKey, makeKey, makeRevokedKey, makeUnknownKey } from "../testing/keys.ts";
import { ANSWERED_BY_SITE } from "../testing/site-files.ts";

/** Ways to send a request: each gives the token to send. */
const CREDENTIALS = {
  "no key": async () => undefined,
  "a wrong key": async () => `zeb_${"0".repeat(12)}_${"0".repeat(64)}`,
  "the secret, mistyped": async () => `${env.API_SECRET_KEY}x`,
  "an expired admin key": async () => makeExpiredKey({ scope: "admin" }),
  "a revoked admin key": async () => makeRevokedKey({ scope: "admin" }),
  "a submit key": async () => (await makeKey()).token,
  "a submit key of another suite": async () => (await makeKey({ suites: ["another"] })).token,
  "a publish key": async () => (await makeKey({ scope: "publish" })).token,
  "a key of an unknown scope": async () => makeUnknownKey(),
  "an admin key": async () => (await makeKey({ scope: "admin" })).token,
  "the secret": async () => env.API_SECRET_KEY,
};
type Credential = keyof typeof CREDENTIALS;

const OK = "ok";

/** What an operation of each scope answers to each credential; OK: what its example is answered with. */
const EXPECTED: Record<"public" | "any" | "submit" | "publish" | "admin", Record<Credential, number | typeof OK>> = {
  public: {
    "no key": OK,
    "a wrong key": OK,
    "the secret, mistyped": OK,
    "an expired admin key": OK,
    "a revoked admin key": OK,
    "a submit key": OK,
    "a submit key of another suite": OK,
    "a publish key": OK,
    "a key of an unknown scope": OK,
    "an admin key": OK,
    "the secret": OK,
  },
  any: {
    "no key": 401,
    "a wrong key": 403,
    "the secret, mistyped": 403,
    "an expired admin key": 403,
    "a revoked admin key": 403,
    "a submit key": OK,
    "a submit key of another suite": OK,
    "a publish key": OK,
    "a key of an unknown scope": 403,
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
    "a publish key": 403,
    "a key of an unknown scope": 403,
    "an admin key": OK,
    "the secret": OK,
  },
  publish: {
    "no key": 401,
    "a wrong key": 403,
    "the secret, mistyped": 403,
    "an expired admin key": 403,
    "a revoked admin key": 403,
    "a submit key": 403,
    "a submit key of another suite": 403,
    "a publish key": OK,
    "a key of an unknown scope": 403,
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
    "a publish key": 403,
    "a key of an unknown scope": 403,
    "an admin key": OK,
    "the secret": OK,
  },
};

/** Where a key of another suite gets an answer all the same: a batch has no suite, and of many runs those lines are rejected. */
const WITHOUT_SUITE = ["submitBatch", "submitBulk"];

/** A submit key takes back alone, and what is its own: see ownership.test.ts. */
const NOT_BY_SUBMITTERS = { "a submit key": 403, "a submit key of another suite": 403 };

const expectedOf = ({ id, scope }: NamedOperation): Record<string, number | typeof OK> => ({
  ...EXPECTED[scope ?? "public"],
  ...((id === "makeDecision" || id === "takeBackBatch") && NOT_BY_SUBMITTERS),
  ...(WITHOUT_SUITE.includes(id) && { "a submit key of another suite": OK }),
});

describe("authorization", () => {
  beforeEach(() => submitExamples(env.API_SECRET_KEY));

  it.each(EVERY_OPERATION)("answers %s by what the key may do", async (_, operation) => {
    const answered: Record<string, number | typeof OK> = {};
    for (const [credential, makeToken] of Object.entries(CREDENTIALS)) {
      const response = await sendExample(operation, await makeToken());
      const text = new TextDecoder().decode(await response.arrayBuffer());
      const isOk = response.ok && response.status in operation.answers;
      answered[credential] = isOk ? OK : response.status;
      expect(response.headers.has("www-authenticate")).toBe(response.status === 401);
      if (response.status >= 400) ProblemSchema.parse(JSON.parse(text));
      if (isOk && operation.method !== "GET") {
        await startAfresh();
        await submitExamples(env.API_SECRET_KEY);
      }
    }
    if (ANSWERED_BY_SITE.includes(operation.id)) expect(new Set(Object.values(answered))).toEqual(new Set([404]));
    else expect(answered).toEqual(expectedOf(operation));
  });

  const guarded = EVERY_OPERATION.filter(([, { scope }]) => scope !== undefined);

  it("guards every write", () => {
    const open = OPERATION_LIST.filter(({ method, scope }) => method !== "GET" && scope === undefined);
    expect(open).toEqual([]);
  });

  it.each(guarded)("refuses %s before it looks at the body, and changes nothing", async (_, operation) => {
    const { key } = await makeKey();
    const state = async () => {
      const tables = ["benchmark_runs", "batch_runs", "decisions", "api_keys"];
      return Promise.all(tables.map(async (table) => (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results));
    };
    const before = await state();
    for (const token of [undefined, "wrong"]) {
      const broken = operation.body && "{";
      const path = examplePathOf(operation, key.id);
      const response = await callWith(token, operation.method, path, broken, operation.body?.type);
      expect(response.status).toBe(token === undefined ? 401 : 403);
    }
    expect(await state()).toEqual(before);
  });

  it.each(guarded)(
    "turns %s off without a configured secret, even for a key that was made before",
    async (_, operation) => {
      const { token, key } = await makeKey({ scope: "admin" });
      const { API_SECRET_KEY: _secret, ...withoutSecret } = env;
      for (const sent of [token, "dev-local-key", "undefined"]) {
        const init = { method: operation.method, headers: { authorization: `Bearer ${sent}` } };
        expect((await call(examplePathOf(operation, key.id), init, withoutSecret)).status).toBe(503);
      }
    },
  );
});
