import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { exampleBodyOf } from "#contract/openapi/example-request.ts";
import { EXAMPLE, exampleRun } from "#contract/openapi/example-runs.ts";
import type { NamedOperation } from "#contract/operations.ts";
import type { KeyIssued } from "#contract/service/key.ts";
import { call, post, postLines, unlimited } from "../testing/call.ts";
import { EVERY_OPERATION, examplePathOf, sendExample, submitExamples } from "../testing/examples.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { ANSWERED_BY_SITE } from "../testing/site-files.ts";

const { promptSent: PROMPT = "", workspaceDir: WORKSPACE = "" } = exampleRun.telemetry as Record<string, string>;
const KEY_NAME = "key-name-for-admins";
const IN_THE_DATABASE = "inside-of-the-database";

/** What no answer may hold, whoever asks: what a stack, SQL and the database's own words look like. */
const INSIDE = [
  /\n\s+at\s/,
  /\.ts:\d+/,
  /node_modules|drizzle|miniflare|itty/i,
  /\b(?:SELECT|INSERT|UPDATE|DELETE|VALUES)\b[^"]*\b(?:FROM|INTO|SET|WHERE)\b/,
  /SQLITE|D1_ERROR|no such (?:table|column)/i,
  /benchmark_runs|batch_runs|run_corrections|api_keys|content_hash|key_id|prompt_sent|workspace_dir/,
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
  await submitExamples(submitter.token);
  const decision = { kind: "re-score", totalScore: 0.5, reason: "public" };
  await callWith(admin.token, "POST", `/api/runs/${EXAMPLE.runId}/decisions`, decision);
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

/** An operation's path with something else in place of every name. */
const renamed = ({ path }: NamedOperation, name: string): string => path.replace(/:\w+/g, name);

/** Requests to an operation that fail, or may: with and without a key, in every part of it something that does not fit. */
const brokenRequests = (operation: NamedOperation, { submitter, admin }: Secrets) => {
  const { method, body } = operation;
  const [bare = ""] = examplePathOf(operation, submitter.key.id).split("?");
  const injected = encodeURIComponent("' OR 1=1 --");
  const quoted = `{"promptSent": "${PROMPT}", "workspaceDir": "${WORKSPACE}", "token": ${submitter.token}`;
  const paths = [
    `${bare}?unknown=${injected}`,
    `${bare}?limit=${injected}&cursor=${injected}&days=${injected}&ids=${injected}&a=${injected}&suite=${injected}`,
    renamed(operation, injected),
    renamed(operation, "%E0%A4%A"),
  ];
  const values = ["[]", "null", { runId: PROMPT.repeat(40) }, { kind: "exclude" }, [exampleRun]];
  const bodies = [quoted, env.API_SECRET_KEY, ...values.map((value) => JSON.stringify(value))];
  const tokens = [undefined, `${env.API_SECRET_KEY}x`, admin.token, submitter.token];
  return tokens.flatMap((token) => [
    ...paths.map((path) => () => callWith(token, method, path, body && JSON.stringify(body.example), body?.type)),
    ...(body ? bodies.map((broken) => () => callWith(token, method, bare, broken, "application/x-ndjson")) : []),
    ...(body ? bodies.map((broken) => () => callWith(token, method, bare, broken, "application/json")) : []),
    () => callWith(token, "PATCH", bare),
    () => callWith(token, "OPTIONS", bare),
  ]);
};

describe("no answer tells what is not public", () => {
  let secrets: Secrets;
  beforeEach(async () => {
    secrets = await fill();
  });

  it.each(EVERY_OPERATION)("%s, when it succeeds", async (id, operation) => {
    const response = await sendExample(operation, operation.scope && env.API_SECRET_KEY);
    expect(ANSWERED_BY_SITE.includes(id) ? ["404"] : Object.keys(operation.answers)).toContain(String(response.status));
    const answer = await wholeOf(response);
    // The description of the API has words, and an example, of its own for what is private.
    if (id === "getOpenApi") return;
    // A backup has all but what opens the door.
    if (id === "readBackup") {
      const { results } = await env.DB.prepare("SELECT hash FROM api_keys").all<{ hash: string }>();
      const { token } = secrets.admin;
      for (const secret of [token, env.API_SECRET_KEY, ...results.map(({ hash }) => hash)])
        expect(answer).not.toContain(secret);
      return;
    }
    expect(answer).not.toMatch(/promptSent|workspaceDir|keyId|contentHash/);
    expectNothingOf(answer, [...secrets.always, ...(operation.scope === "admin" ? [] : secrets.ofAdmins)], id);
  });

  it.each(EVERY_OPERATION)("%s, when something does not fit", async (id, operation) => {
    const statuses = new Set<number>();
    for (const send of brokenRequests(operation, secrets)) {
      const response = await send();
      statuses.add(response.status);
      if (id === "getOpenApi" && response.ok) continue;
      const ofAdmins = operation.scope === "admin" ? [] : [KEY_NAME];
      expectNothingOf(await wholeOf(response), [...secrets.always, ...ofAdmins], `${id} (${response.status})`);
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
    expect(statuses).toContain(405);
  });

  it.each(EVERY_OPERATION)("%s, when the database fails", async (id, operation) => {
    const fail = () => {
      throw new Error(`D1_ERROR: no such table: ${IN_THE_DATABASE}: SELECT ${PROMPT} FROM benchmark_runs`);
    };
    const broken = { ...unlimited, DB: { prepare: fail, batch: fail } as unknown as D1Database };
    const body = exampleBodyOf(operation);
    const response = await call(
      examplePathOf(operation, "0".repeat(12)),
      {
        method: operation.method,
        headers: {
          authorization: `Bearer ${env.API_SECRET_KEY}`,
          ...(operation.body && { "content-type": operation.body.type }),
        },
        ...(body !== undefined && { body }),
      },
      broken,
    );
    const isOfBucket = operation.tag === "Snapshots";
    const withoutDatabase: Record<string, number> = {
      ...{ getHealth: 503, getOpenApi: 200, getKeySelf: 200 },
      ...Object.fromEntries(ANSWERED_BY_SITE.map((name) => [name, 404])),
    };
    const expected = isOfBucket ? 200 : (withoutDatabase[id] ?? 500);
    expect(response.status).toBe(expected);
    if (expected !== 200) expectNothingOf(await wholeOf(response), [...secrets.always, KEY_NAME], id);
  });

  it("tells a submitter of a conflict the names of the fields alone", async () => {
    const changed = { ...exampleRun, telemetry: { promptSent: "another", workspaceDir: "another" } };
    for (const response of [
      await post("/api/results", changed),
      await postLines([changed, makeRun({ agent: "" }), "{"]),
    ]) {
      expectNothingOf(await wholeOf(response), [...secrets.always, ...secrets.ofAdmins], "a conflict");
    }
  });
});
