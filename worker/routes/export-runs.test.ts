import { env } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { EXPORT_COLUMNS } from "#contract/runs/export.ts";
import { RunSchema } from "#contract/runs/run.ts";
import type { RunFilters } from "#contract/runs/run-query.ts";
import { openDatabase } from "../db/database.ts";
import { exportRuns } from "../db/export-runs.ts";
import { meterDatabase } from "../http/metered-database.ts";
import { call, post, postLines } from "../testing/call.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { makeFullRun, makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readSnapshotId } from "../testing/snapshot.ts";

const OUTCOMES: Partial<SubmittedRun>[] = [
  { isSuccessful: true, totalScore: 0.1 + 0.2, weightedScore: 1 / 3 },
  { isSuccessful: false, totalScore: 0 },
  { isSuccessful: null, totalScore: 0.5 },
  { status: "failed", errorType: "agent" },
  { status: "failed", metadata: { errorType: "timeout" } },
  { status: "failed", errorType: "workspace" },
  { status: "failed" },
  { status: "running", completedAt: null, isSuccessful: null },
  { status: "incomplete", completedAt: null, isSuccessful: null },
];

/** Runs of every outcome, some that state everything and some that state little. */
const makeRuns = (count: number): SubmittedRun[] =>
  Array.from({ length: count }, (_, position) => {
    const make = position % 2 ? makeFullRun : makeRun;
    return make({
      runId: `run-${position}`,
      suite: `suite-${position % 3}`,
      scenario: `scenario, "${position % 4}"`,
      agent: `=agent-${position % 5}`,
      model: position % 2 ? "openai/gpt-5" : "default",
      batchId: position % 7 ? null : "batch",
      startedAt: new Date(Date.UTC(2026, 7, 1 + (position % 6), 0, position % 50)).toISOString(),
      completedAt: null,
      ...(position % 8 === 3 && { telemetry: { costUsd: 0.1 * position } }),
      ...(position % 8 === 4 && { telemetry: {} }),
      ...OUTCOMES[position % OUTCOMES.length],
    });
  });

/** A body as text: workerd warns of `text()` on a type that is not text. */
const textOf = async (response: Response): Promise<string> => new TextDecoder().decode(await response.arrayBuffer());

const linesOf = (text: string): SubmittedRun[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** The lines of all pages, and of each how many it has. */
const exportPages = async (query = "") => {
  const lines: SubmittedRun[] = [];
  const pages: number[] = [];
  let path: string | undefined = `/api/export/runs.ndjson${query}`;
  while (path !== undefined) {
    const response = await call(path);
    expect(response.status).toBe(200);
    const page = linesOf(await textOf(response));
    lines.push(...page);
    pages.push(page.length);
    path = /<(.*)>; rel="next"/.exec(response.headers.get("link") ?? "")?.[1];
  }
  return { lines, pages };
};

const exportLines = async (query = ""): Promise<SubmittedRun[]> => (await exportPages(query)).lines;

const withoutPrivate = (run: SubmittedRun) => {
  const { telemetry, ...parsed } = RunSchema.parse(run);
  if (!telemetry) return parsed;
  const { promptSent: _promptSent, workspaceDir: _workspaceDir, ...used } = telemetry;
  return { ...parsed, telemetry: used };
};

const byName = (runs: readonly { runId: string }[]) => [...runs].sort((a, b) => (a.runId < b.runId ? -1 : 1));

describe("GET /api/export/runs.ndjson", () => {
  it("gives every run as it was submitted, but for what is private", async () => {
    const runs = makeRuns(700);
    await postLines(runs);
    const lines = await exportLines();
    expect(byName(lines.map(withoutPrivate))).toEqual(byName(runs.map(withoutPrivate)));
    expect(JSON.stringify(lines)).not.toContain("private");
  });

  it("can be imported into an empty database and gives the same snapshot", async () => {
    await postLines(makeRuns(700));
    const before = await readSnapshotId();
    const lines = await exportLines();
    await startAfresh();
    expect(await readSnapshotId()).not.toBe(before);
    expect(await (await postLines(lines)).json()).toEqual({
      accepted: 700,
      duplicates: 0,
      conflicts: [],
      rejected: [],
    });
    expect(await readSnapshotId()).toBe(before);
    expect(byName(await exportLines())).toEqual(byName(lines));
  });

  it("gives the same snapshot after decisions, once they are made again", async () => {
    const decisions = [
      ["run-0", { kind: "exclude", reason: "contaminated" }],
      ["run-1", { kind: "re-score", reason: "miscounted", isSuccessful: true, totalScore: 0.25 }],
      ["run-18", { kind: "re-price", reason: "billed twice", costUsd: 0.125 }],
    ] as const;
    const decide = async () => {
      for (const [runId, decision] of decisions) {
        expect((await post(`/api/runs/${runId}/decisions`, decision)).status).toBe(201);
      }
    };
    await postLines(makeRuns(100));
    await decide();
    const before = await readSnapshotId();
    const lines = await exportLines();
    expect(lines).toHaveLength(100);
    await startAfresh();
    await postLines(lines);
    expect(await readSnapshotId()).not.toBe(before);
    await decide();
    expect(await readSnapshotId()).toBe(before);
  });

  it.each([
    ["suite=suite-1", (run) => run.suite === "suite-1"],
    ["suite=suite-1&suiteVersion=2", (run) => run.suite === "suite-1" && run.suiteVersion === "2"],
    ["batchId=batch", (run) => run.batchId === "batch"],
    ["batchId=", (run) => run.batchId === null],
    ["model=", (run) => run.model === "default"],
    ["status=failed", (run) => run.status === "failed"],
    ["outcome=timeout", (run) => run.metadata?.["errorType"] === "timeout"],
    ["since=2026-08-03&until=2026-08-05", (run) => /^2026-08-0[34]/.test(run.startedAt)],
    ["suite=suite-2&since=2026-08-05", (run) => run.suite === "suite-2" && run.startedAt >= "2026-08-05"],
    ["suite=suite-2&until=2026-08-02", (run) => run.suite === "suite-2" && run.startedAt < "2026-08-02"],
    [
      "suite=suite-1&suiteVersion=2&agent=%3Dagent-3&model=openai/gpt-5&variant=variant&since=2026-08-02",
      (run) =>
        run.suite === "suite-1" &&
        run.agent === "=agent-3" &&
        run.suiteVersion === "2" &&
        run.startedAt >= "2026-08-02",
    ],
    ["suite=nothing", () => false],
  ] as [string, (run: SubmittedRun) => boolean][])("filters by %s", async (query, passes) => {
    const runs = makeRuns(420);
    await postLines(runs);
    const names = (some: readonly { runId: string }[]) => byName(some).map(({ runId }) => runId);
    expect(names(await exportLines(`?${query}`))).toEqual(names(runs.filter(passes)));
  });

  it.each(["", "&suite=suite-1", "&batchId=batch", "&since=2026-08-02", "&suite=suite-0&outcome=pass", "&tier=none"])(
    "gives the same in pages as at once%s",
    async (query) => {
      await postLines(makeRuns(300));
      const whole = await exportLines(`?${query.slice(1)}`);
      const { lines, pages } = await exportPages(`?limit=17${query}`);
      expect(lines).toEqual(whole);
      expect(Math.max(...pages)).toBeLessThanOrEqual(17);
    },
  );

  it.each(["limit=0", "limit=1.5", "limit=many", "after=run-7", "cursor=1", "suite=a&suite=b"])(
    "refuses %s",
    async (query) => {
      await postLines(makeRuns(9));
      expect((await call(`/api/export/runs.ndjson?${query}`)).status).toBe(400);
    },
  );

  it("brings long metadata whole", async () => {
    const long = (length: number) => ({ text: "é".repeat(length) });
    const runs = Array.from({ length: 60 }, (_, position) =>
      makeRun({ runId: `run-${position}`, metadata: long(position % 3 ? 10 : 200_000) }),
    );
    for (let start = 0; start < runs.length; start += 6) await postLines(runs.slice(start, start + 6));
    const { lines, pages } = await exportPages();
    expect(lines).toHaveLength(60);
    // A page holds about 4 MB, of which each of the long ones is a tenth.
    expect(Math.max(...pages)).toBeLessThanOrEqual(30);
    const metadataOf = new Map(runs.map(({ runId, metadata }) => [runId, metadata]));
    for (const { runId, metadata } of lines) expect(metadata).toEqual(metadataOf.get(runId));
  });

  it.each<[name: string, filters: RunFilters]>([
    ["all", {}],
    ["a suite", { suite: "suite-1" }],
    ["a batch", { batchId: "batch" }],
    ["the newest", { since: "2026-08-04T00:00:00.000Z" }],
    ["an outcome", { outcome: "timeout" }],
  ])("reads few rows a run for a page of %s, however many runs there are", async (_name, filters) => {
    await postLines(makeRuns(2_000));
    const { binding, cost } = meterDatabase(env.DB);
    const { runs } = await exportRuns(openDatabase(binding), filters, 50, undefined);
    expect(runs).toHaveLength(50);
    expect(cost.queries).toBeLessThanOrEqual(5);
    expect(cost.rowsRead).toBeLessThanOrEqual("outcome" in filters ? 4_500 : 50 * 25);
  });

  it("answers HEAD, and 500 when the database fails at once", async () => {
    expect((await call("/api/export/runs.csv", { method: "HEAD" })).headers.get("content-disposition")).toBe(
      'attachment; filename="runs.csv"',
    );
    const error = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect((await call("/api/export/runs.ndjson", {}, { ...env, DB: {} as D1Database })).status).toBe(500);
    expect(error).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});

/** The cells of a CSV file by RFC 4180. */
const parseCsv = (text: string): string[][] =>
  [...text.matchAll(/((?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|(?=\r\n)))+)\r\n/g)].map(([, line = ""]) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/g)]
      .map(([, cell = ""]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
      .slice(0, EXPORT_COLUMNS.length),
  );

describe("GET /api/export/runs.csv", () => {
  it("has a row a run, with cells that are safe in a spreadsheet", async () => {
    const runs = makeRuns(300);
    await postLines(runs);
    const named = new Map(runs.map((run) => [run.runId, run]));
    const response = await call("/api/export/runs.csv");
    expect(response.headers.get("content-type")).toContain("text/csv");
    const text = await response.text();
    const [head = [], ...rows] = parseCsv(text);
    expect(head).toEqual([...EXPORT_COLUMNS]);
    expect(rows).toHaveLength(300);
    const cell = (row: string[], column: (typeof EXPORT_COLUMNS)[number]) => row[EXPORT_COLUMNS.indexOf(column)];
    for (const row of rows) {
      const run = named.get(cell(row, "runId") ?? "");
      expect(run).toBeDefined();
      expect(cell(row, "agent")).toBe(`'${run?.agent}`);
      expect(cell(row, "costUsd")).toBe(String(run?.telemetry?.costUsd ?? ""));
      expect(JSON.parse(cell(row, "metadata") || "null")).toEqual(run?.metadata ?? null);
      expect(JSON.parse(cell(row, "evaluations") || "[]")).toEqual(run?.evaluations ?? []);
    }
    expect(text).not.toContain("private");
    expect(new Set(rows.map((row) => cell(row, "outcome")))).toContain("infrastructure-error");
  });

  it("has a head on the first page alone", async () => {
    await postLines(makeRuns(20));
    const first = await call("/api/export/runs.csv?limit=11");
    expect(parseCsv(await first.text())).toHaveLength(12);
    const cursor = first.headers.get("x-next-cursor");
    const second = parseCsv(await (await call(`/api/export/runs.csv?limit=11&cursor=${cursor}`)).text());
    expect(second).toHaveLength(9);
    expect(second[0]).not.toContain("runId");
  });

  it("has the head alone when nothing passes the filters", async () => {
    expect(await (await call("/api/export/runs.csv?suite=x")).text()).toBe(`${EXPORT_COLUMNS.join(",")}\r\n`);
  });
});
