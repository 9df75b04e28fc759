import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { cellsOf } from "#contract/snapshot/cells.ts";
import { joinParts } from "#contract/snapshot/join.ts";
import { PartSchema } from "#contract/snapshot/parts.ts";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { startFreshWorker } from "../../local/fresh-worker.ts";
import type { RunningWorker } from "../../local/worker-process.ts";
import { indexFile } from "../../snapshots/snapshot-folder.ts";
import { cellKey, entryKey, suiteKey } from "../recount/count-runs.ts";
import type { PageTable } from "../recount/read-pages.ts";
import { buildUnderStream } from "./build-under-stream.ts";
import { streamRuns } from "./stream-runs.ts";

/** What a build would show of the snapshot in a folder: the boards of all tiers, all cells of each. */
const boardsOf = async (snapshot: string): Promise<PageTable[]> => {
  const index = SnapshotIndexSchema.parse(JSON.parse(await readFile(indexFile(snapshot), "utf8")));
  const read = async (id: string) =>
    PartSchema.parse(JSON.parse(await readFile(join(snapshot, "parts", `${id}.json`), "utf8")));
  const ids = [...index.suites.flatMap(({ parts = [] }) => parts), ...index.batches];
  const { suites } = joinParts(
    { ...index, id: index.id ?? "", createdAt: index.createdAt ?? "" },
    await Promise.all(ids.map(read)),
  );
  return suites.map((suite) => {
    const table: PageTable = {
      ...{ page: "", tier: null, suite: suiteKey(suite.suite, suite.suiteVersion) },
      ...{ board: new Set<string>(), entries: new Map() },
    };
    const board = new Set<string>();
    for (const cell of cellsOf(suite)) {
      board.add(cellKey(suite.tiers[cell.tier] ?? "", suite.scenarios[cell.scenario] ?? ""));
      const { agent = "", model, variant } = suite.entries[cell.entry] ?? {};
      const key = entryKey(agent, model, variant);
      const { pass, counted } = table.entries.get(key) ?? { pass: 0, counted: 0 };
      table.entries.set(key, { pass: pass + cell.pass, counted: counted + countedRuns(cell) });
    }
    return { ...table, board };
  });
};

describe("builds while runs come in", () => {
  const signal = AbortSignal.timeout(300_000);
  let folder: string;
  let worker: RunningWorker;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "stream-"));
    worker = await startFreshWorker(folder, signal);
  }, 300_000);
  afterAll(async () => {
    await worker?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const built = (seed: string, build: (snapshot: string) => Promise<PageTable[]>, lines: string[] = []) =>
    buildUnderStream({
      ...{ worker, folder, builds: 3, perMinute: 6_000, seed, signal, build },
      print: (line) => lines.push(line),
    });

  it("have the runs of one moment each, and more from one to the next", async () => {
    const lines: string[] = [];
    const { compared, differences } = await built(
      "whole",
      async (snapshot) => {
        const boards = await boardsOf(snapshot);
        await new Promise((resolve) => setTimeout(resolve, 500));
        return boards;
      },
      lines,
    );
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(10);
    const runs = lines.map((line) => Number(/: (\d+) runs,/.exec(line)?.[1]));
    expect(runs).toHaveLength(3);
    expect(runs.toSorted((a, b) => a - b)).toEqual(runs);
    expect(new Set(runs).size).toBeGreaterThan(1);
  }, 300_000);

  it("are found out where they have something else, and where runs of before are missing", async () => {
    const { differences } = await built("other", async (snapshot) => {
      const [first, ...others] = await boardsOf(snapshot);
      if (!first) return [];
      const entries = new Map(
        [...first.entries].map(([entry, { counted }]) => [entry, { pass: counted, counted: counted + 1 }]),
      );
      return [{ ...first, entries }, ...others];
    });
    expect(differences.some((line) => /^build \d: it has \d+ runs, of \d+ before and \d+ after it$/.test(line))).toBe(
      true,
    );
    expect(differences.some((line) => /all tiers .*: page \d+ of \d+, files \d+ of \d+$/.test(line))).toBe(true);
  }, 300_000);
});

describe("a stream of runs", () => {
  const client = (answer: (lines: number) => number, bodies: string[]) =>
    ({
      submitBulk: async (body: string) => {
        bodies.push(body);
        return { accepted: answer(body.split("\n").length), duplicates: 0, conflicts: [], rejected: [] };
      },
    }) as never;

  it("sends what is due, each run once and in order, and knows what of it arrived", async () => {
    const bodies: string[] = [];
    const stream = streamRuns(
      client((lines) => lines, bodies),
      { seed: "s", perMinute: 60_000 },
    );
    while (stream.acknowledged() < 600) await new Promise((resolve) => setTimeout(resolve, 20));
    await stream.stop();
    const lines = bodies.join("\n").split("\n");
    expect(stream.lines(stream.sent())).toEqual(lines);
    expect(stream.acknowledged()).toBe(lines.length);
    expect(lines.map((line) => RunSchema.parse(JSON.parse(line)).runId)).toEqual(
      lines.map((_, number) => `faults:s:${number}`),
    );
    expect(Math.max(...bodies.map((body) => body.split("\n").length))).toBeLessThanOrEqual(500);
  });

  it("says where a run did not go in", async () => {
    const stream = streamRuns(
      client((lines) => lines - 1, []),
      { seed: "s", perMinute: 60_000 },
    );
    while (stream.sent() === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await expect(stream.stop()).rejects.toThrow(/^of \d+ new runs \d+ were accepted$/);
    expect(stream.acknowledged()).toBe(0);
  });
});
