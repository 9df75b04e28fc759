import { describe, expect, it } from "vitest";
import { hashOf } from "#contract/snapshot/hash.ts";
import { joinParts } from "#contract/snapshot/join.ts";
import { PartSchema } from "#contract/snapshot/parts.ts";
import { SnapshotIndexSchema, snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { call, costOf, postLines } from "../testing/call.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { makeRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

const settle = async () => SnapshotIndexSchema.parse(await (await call("/api/snapshot?settle=true")).json());
const textOf = async (id: string) => (await call(`/api/snapshot/parts/${id}`)).text();

/** Runs of two entries in batches of their own; each wave has names of its own. */
const send = async (wave: number) => {
  const runs = ["x", "y"].map((agent) => makeRun({ runId: `${wave}.${agent}`, agent, batchId: `of ${agent}` }));
  expect((await postLines(runs)).status).toBe(200);
};

describe("a snapshot that is settled", () => {
  it("is whole at one request, and the same as one that came to rest", async () => {
    await send(1);
    const index = await settle();
    expect(index.pending).toBeUndefined();
    expect(index.id).toBe(snapshotIdOf(index));
    const rested = await readSnapshot();
    expect(rested.id).toBe(index.id);
    expect((await settle()).createdAt).toBe(index.createdAt);
  });

  it("consists of the same parts as one whose parts are made one by one", async () => {
    const runs = ["first", "second"].flatMap((suite) =>
      ["x", "y"].map((agent) => makeRun({ runId: `${suite}.${agent}`, suite, agent, batchId: `of ${agent}` })),
    );
    await postLines(runs);
    const { id, suites, batches } = await settle();
    expect([suites.map(({ cells }) => cells), batches.length]).toEqual([[2, 2], 1]);
    await startAfresh();
    await postLines(runs);
    expect((await readSnapshot()).id).toBe(id);
  });

  it("counts a result that stands for many runs as that many", async () => {
    await postLines([makeRun({ trials: 40, passes: 12, isSuccessful: undefined })]);
    const { runs, suites } = await settle();
    expect([runs, suites[0]?.runs]).toEqual([40, 40]);
  });

  it("can be had whole though every part of it has changed at once", async () => {
    await send(1);
    const { id = "", createdAt = "", runs, suites, batches } = await settle();
    await send(2);
    expect((await settle()).id).not.toBe(id);
    const ids = [...batches, ...suites.flatMap(({ parts = [] }) => parts)];
    const texts = await Promise.all(ids.map(textOf));
    expect(texts.map(hashOf)).toEqual(ids);
    const old = joinParts(
      { id, createdAt, runs },
      texts.map((text) => PartSchema.parse(JSON.parse(text))),
    );
    expect(old.runs).toBe(2);
    expect([...(old.suites[0]?.cells.pass ?? [])]).toEqual([1, 1]);
    expect([...((await readSnapshot()).suites[0]?.cells.pass ?? [])]).toEqual([2, 2]);
  });

  it("leaves the parts pending where they hold too much, and has them made one by one", async () => {
    const cells = Array.from({ length: 2_100 }, (_, at) =>
      makeRun({ runId: `${at}`, agent: `a${at % 70}`, scenario: `s${Math.floor(at / 70)}` }),
    );
    await postLines(cells);
    expect((await settle()).pending).toHaveLength(1);
    const { id } = await readSnapshot();
    expect((await settle()).id).toBe(id);
  });

  it("leaves a part pending that is too long to be kept", async () => {
    const cells = Array.from({ length: 2_000 }, (_, at) =>
      makeRun({ runId: `${at}`, scenario: `${at}`.padEnd(300, "€"), tier: `${at}`.padEnd(50, "€") }),
    );
    await postLines(cells);
    expect((await settle()).pending).toHaveLength(1);
    const { id } = await readSnapshot();
    expect((await settle()).id).toBe(id);
  });

  it("has nothing for a part without anything in it", async () => {
    await postLines([makeRun()]);
    const index = await settle();
    expect(index.batches).toEqual([]);
    expect(index.suites).toMatchObject([{ suite: "suite", runs: 1, cells: 1 }]);
  });

  it("refuses another value, and reads few rows", async () => {
    expect((await call("/api/snapshot?settle=no")).status).toBe(400);
    await send(1);
    expect(costOf(await call("/api/snapshot?settle=true")).rowsRead).toBeLessThan(80);
  });

  it("is of one moment, 20 times, while runs come in one after the other", async () => {
    let [sent, isOver] = [0, false];
    const stream = async () => {
      for (; !isOver; sent += 1) {
        const name = `${sent}`.padStart(6, "0");
        await postLines([makeRun({ runId: name, scenario: name, agent: `a${sent % 3}`, batchId: `b${sent % 2}` })]);
      }
    };
    const streaming = stream();
    const counts: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      const before = sent;
      const { suites, runs } = await readSnapshot();
      // All that had been sent up to some moment, and nothing else.
      const names = (suites[0]?.scenarios ?? []).toSorted();
      expect(names).toEqual(names.map((_, position) => `${position}`.padStart(6, "0")));
      expect(runs).toBe(names.length);
      expect(runs).toBeGreaterThanOrEqual(before);
      counts.push(runs);
    }
    isOver = true;
    await streaming;
    expect(new Set(counts).size).toBeGreaterThan(10);
  });
});
