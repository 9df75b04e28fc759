import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { type Answering, type ContractServer, type Given, startContractServer } from "../../testing/contract-server.ts";
import { importLines, requireAll } from "./import-lines.ts";
import { madeRuns } from "./made-runs.ts";
import { measureDatabase } from "./measure-database.ts";
import { writeWithSqlite } from "./write-with-sqlite.ts";

let folder = "";
let server: ContractServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "measure-database-"));
});
afterEach(async () => {
  server?.close();
  await rm(folder, { recursive: true });
});

const signal = AbortSignal.timeout(60_000);
const lines = [...madeRuns({ entries: 3, scenarios: 20 })].map((run) => JSON.stringify(run));

/** What stands for a Worker: the contract's answers at an address. */
const workerOf = async (answering: Answering): Promise<RunningWorker> => {
  server = await startContractServer(answering);
  const client = new WorkerClient({ url: server.url, key: "k" });
  return { url: server.url, client, stop: async () => {}, ended: Promise.resolve(0), untilServed: async () => {} };
};
const bulk = (fields: object): Given => ({
  status: 200,
  body: { ...examples.submitBulk.body, accepted: 0, ...fields },
});

describe("importLines", () => {
  it("sends all lines and says what became of them, chunk by chunk", async () => {
    const [one = ""] = lines;
    const many = Array.from({ length: 2_500 }, (_, n) => one.replace(/"runId":"[^"]+"/, `"runId":"${n}"`));
    const worker = await workerOf(({ id, body }) =>
      id === "submitBulk" ? bulk({ accepted: (body as unknown[]).length }) : undefined,
    );
    const told: number[] = [];
    const { seconds, ...totals } = await importLines(worker, many, signal, ({ accepted }) => told.push(accepted));
    expect(totals).toEqual({ accepted: 2_500, duplicates: 0, conflicts: 0, rejected: 0 });
    expect(told).toEqual([2_000, 2_500]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(60);
  });

  it("is held to what was expected of all lines", () => {
    const totals = { accepted: 2, duplicates: 1, conflicts: 0, rejected: 0 };
    expect(() => requireAll("accepted", totals, 2)).not.toThrow();
    expect(() => requireAll("accepted", totals, 3)).toThrow("of 3 runs 2 were accepted");
    expect(() => requireAll("duplicates", totals, 2)).toThrow("of 2 runs 1 were duplicates");
  });
});

describe("writeWithSqlite", () => {
  it("puts the runs where the Worker's migrations have them, and has the triggers count them", async () => {
    const file = join(folder, "baseline.sqlite");
    expect(await writeWithSqlite(lines, file)).toBeGreaterThan(0);
    // Over what another measurement has left.
    await writeWithSqlite(lines, file);
    const database = new DatabaseSync(file, { readOnly: true });
    const count = (sql: string) => Object.values(database.prepare(sql).get() ?? {})[0];
    expect(count("SELECT count(*) FROM benchmark_runs")).toBe(lines.length);
    expect(count("SELECT count(*) FROM evaluation_results")).toBe(lines.length);
    expect(count("SELECT count(*) FROM batch_runs")).toBe(3);
    expect(count("SELECT count(*) FROM entries")).toBe(3);
    expect(count("SELECT count(*) FROM scenarios")).toBe(20);
    expect(count("SELECT sum(runs) FROM cells")).toBe(lines.length);
    expect(count("SELECT count(*) FROM cells")).toBe(3 * 20);
    const passes = lines.filter((line) => line.includes('"isSuccessful":true')).length;
    expect(count("SELECT count(*) FROM benchmark_runs WHERE outcome = 'pass'")).toBe(passes);
    database.close();
  });
});

describe("measureDatabase", () => {
  const INDEX = {
    ...{ formatVersion: 4, id: "a".repeat(64), createdAt: "2026-08-01T12:00:00.000Z", runs: 60, cells: 60 },
    ...{ suites: [{ suite: "perf", runs: 60, cells: 60, parts: ["b".repeat(64)] }], batches: ["c".repeat(64)] },
  };
  const cost = (read: number, written = 0) => ({ "server-timing": `db;rows_read=${read};rows_written=${written}` });

  /** A Worker that has made one pending part, knows a line the second time, and answers 304 to its own id. */
  const answers = (change: (id: string) => Given | undefined = () => undefined): Answering => {
    let bulks = 0;
    let isMade = false;
    let snapshots = 0;
    return ({ id, body }) => {
      const changed = change(id);
      if (changed) return changed;
      if (id === "submitBulk") {
        bulks += 1;
        const sent = (body as unknown[]).length;
        return bulk(bulks === 1 ? { accepted: sent } : { duplicates: sent });
      }
      if (id === "submitRun") return { status: 201, body: examples.submitRun.body, headers: cost(0, 9) };
      if (id === "getSnapshotPart") {
        isMade = true;
        return { status: 200, body: {}, headers: cost(100) };
      }
      if (id !== "getSnapshot") return undefined;
      if (!isMade) return { status: 200, body: { ...INDEX, pending: ["0-"] }, headers: cost(10) };
      snapshots += 1;
      return snapshots === 3
        ? { status: 304, body: "", headers: cost(2) }
        : { status: 200, body: INDEX, headers: cost(4) };
    };
  };
  const measure = async (change?: (id: string) => Given | undefined) =>
    measureDatabase(await workerOf(answers(change)), lines, { folder, signal });

  it("counts what making the snapshot, asking for it and one run cost, and sends single runs under names of their own", async () => {
    const figures = new Map((await measure()).map(({ name, value, atMost }) => [name, { value, atMost }]));
    expect(figures.get("runs imported")?.value).toBe(60);
    expect(figures.get("cells")?.value).toBe(60);
    expect(figures.get("parts of the snapshot")?.value).toBe(2);
    // The index with what is pending, its part, and the index again.
    expect(figures.get("the whole snapshot made, requests")?.value).toBe(3);
    const whole = { value: (10 + 100 + 4) / 60, atMost: 4 };
    expect(figures.get("the whole snapshot made, rows read against the cells")).toEqual(whole);
    expect(figures.get("GET /api/snapshot, rows read against the parts")).toEqual({ value: 2, atMost: 4 });
    expect(figures.get("GET /api/snapshot answered 304, rows read against the parts")?.value).toBe(1);
    expect(figures.get("POST /api/results, rows written for a run with telemetry and one evaluation")?.value).toBe(9);
    const ratio = figures.get("import, time against node:sqlite with the same schema");
    expect(ratio?.atMost).toBe(4);
    expect(ratio?.value).toBeGreaterThan(0);
    const singles = server?.asked.filter(({ id }) => id === "submitRun") ?? [];
    expect(singles).toHaveLength(200);
    expect(new Set(singles.map(({ body }) => (body as { runId: string }).runId)).size).toBe(200);
    expect(singles[0]?.body).toMatchObject({ runId: "single:perf:entry-0:scenario-0:0" });
    expect(singles[0]?.key).toMatch(/^Bearer ./);
  });

  it.each<[string, (id: string) => Given | undefined, string]>([
    [
      "a run is not accepted",
      (id) => (id === "submitBulk" ? bulk({ accepted: 59 }) : undefined),
      "of 60 runs 59 were accepted",
    ],
    [
      "a single one is refused",
      (id) => (id === "submitRun" ? { status: 503, body: "busy" } : undefined),
      'a single run was refused: 503 "busy"',
    ],
    [
      "the snapshot is not known again",
      (id) => (id === "getSnapshot" ? { status: 200, body: INDEX } : undefined),
      "the snapshot was not known again: 200",
    ],
  ])("ends where %s", async (_, change, message) => {
    await expect(measure(change)).rejects.toThrow(message);
  });
});
