import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { exampleBodyOf } from "#contract/openapi/example-request.ts";
import { OPERATIONS } from "#contract/operations.ts";
import { isWrite } from "#contract/service/operation.ts";
import { readOnly } from "../http/read-only-database.ts";
import { post, postLines } from "../testing/call.ts";
import { dryPathOf, EVERY_OPERATION, examplePathOf, sendExample, submitExamples } from "../testing/examples.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { readTables } from "../testing/read-tables.ts";

const SECRET = env.API_SECRET_KEY;

const WRITES = EVERY_OPERATION.filter(([, operation]) => isWrite(operation));

/** What a dry run cannot know: the moment, and what is made by chance. */
const withoutChance = (text: string): unknown =>
  JSON.parse(text, (name, value) =>
    ["token", "id", "createdAt", "decidedAt", "revokedAt"].includes(name) ? "" : value,
  );

describe("?dry=1", () => {
  beforeEach(() => submitExamples(SECRET));

  it.each(WRITES)("answers as %s would, and changes nothing", async (id, operation) => {
    // What submits is tried where nothing was submitted yet.
    if (operation.tag === "Submit" || operation.tag === "Snapshots") await startAfresh();
    if (id === "freezeSnapshot") await sendExample(OPERATIONS.putSnapshotPart, SECRET);
    const { key } = await makeKey();
    const path = examplePathOf(operation, key.id);
    const send = async (to: string) => {
      const response = await callWith(SECRET, operation.method, to, exampleBodyOf(operation), operation.body?.type);
      return { status: response.status, body: withoutChance(await response.text()) };
    };
    const before = await readTables();
    const dry = await send(dryPathOf(path));
    expect(await readTables()).toEqual(before);
    expect(await send(path)).toEqual(dry);
    expect(Object.keys(operation.answers)).toContain(String(dry.status));
    expect(await readTables()).not.toEqual(before);
  });

  it.each(WRITES)("is 1 or nothing for %s", async (_, operation) => {
    const before = await readTables();
    for (const value of ["0", "", "true", "1&dry=1"]) {
      const path = dryPathOf(examplePathOf(operation, "id")).replace("dry=1", `dry=${value}`);
      const response = await callWith(SECRET, operation.method, path, exampleBodyOf(operation), operation.body?.type);
      expect(await response.json()).toMatchObject({ status: 400, issues: [{ path: ["dry"] }] });
    }
    expect(await readTables()).toEqual(before);
  });

  it("is no parameter of what reads", async () => {
    expect((await callWith(undefined, "GET", "/api/runs?dry=1")).status).toBe(400);
  });

  it("makes no token and names no key", async () => {
    const response = await callWith(SECRET, "POST", "/api/keys?dry=1", { name: "a harness", scope: "submit" });
    expect(await response.json()).toMatchObject({ token: "", key: { id: "", name: "a harness" } });
  });

  it("holds the lines of a request against each other, as if the earlier ones had gone in", async () => {
    const running = { status: "running", completedAt: null, isSuccessful: null } as const;
    const lines = [
      makeRun({ runId: "a" }),
      makeRun({ runId: "a" }),
      makeRun({ runId: "a", totalScore: 0.1 }),
      makeRun({ runId: "b", ...running }),
      makeRun({ runId: "b" }),
      makeRun({ runId: "b", agent: "another" }),
    ];
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const dry = await post("/api/results/bulk?dry=1", body, { "content-type": "application/x-ndjson" });
    const told = await dry.json();
    expect(told).toMatchObject({ accepted: 3, duplicates: 1, conflicts: [{ line: 3 }, { line: 6 }] });
    expect(await (await postLines(lines)).json()).toEqual(told);
  });

  it("has a database that takes no writes, whatever a handler forgets", () => {
    const database = readOnly(env.DB);
    for (const write of [
      "INSERT INTO days (day) VALUES (1)",
      " update days SET day = 1",
      "DELETE FROM days",
      "WITH one AS (SELECT 1) INSERT INTO days (day) SELECT * FROM one",
      "REPLACE INTO days (day) VALUES (1)",
      "DROP TABLE days",
      "PRAGMA writable_schema = 1",
    ]) {
      expect(() => database.prepare(write), write).toThrow("must not write");
    }
    expect(() => database.prepare("SELECT 1")).not.toThrow();
    expect(() => database.prepare("\n  WITH one AS (SELECT 1) SELECT * FROM one")).not.toThrow();
  });
});
