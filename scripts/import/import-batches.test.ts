import { describe, expect, it } from "vitest";
import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import type { Place } from "./chunk-lines.ts";
import type { CollectedFile } from "./collected-files.ts";
import type { Statement } from "./formats/importer.ts";
import { ImportedBatches } from "./import-batches.ts";

const signal = new AbortController().signal;
const fileOf = (batches: string[], ...statements: Partial<Statement>[]) =>
  ({
    batches: new Set(batches),
    statements: statements.map((statement) => ({ runs: 1, what: "runs", ...statement })),
  }) as never as CollectedFile;

/** What is said of batches of which these places went in, or not. */
const said = async (
  taken: Partial<Place>[],
  {
    refused = [],
    files = [],
    ended = [],
  }: { refused?: Partial<Place>[]; files?: CollectedFile[]; ended?: string[] } = {},
) => {
  const batches = new ImportedBatches();
  for (const place of taken) batches.take({ number: 1, ...place });
  for (const place of refused) batches.refuse({ number: 1, ...place });
  const sent: unknown[] = [];
  const client = {
    getBatch: async ({ batchId }: { batchId: string }) => {
      if (batchId === "unknown") throw new RefusedError("http://w", 404, {});
      return { completedAt: ended.includes(batchId) ? "2026-01-01T00:00:00.000Z" : null };
    },
    submitBatch: async (batch: unknown) => void sent.push(batch),
  } as never as WorkerClient;
  await batches.complete(client, files, signal);
  return sent;
};
const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

describe("ImportedBatches", () => {
  it("says of a batch that it is complete as of its last run, in whatever order they come", async () => {
    const places = [at(2), at(3), at(1)].map((moment) => ({ batchId: "b", moment }));
    expect(await said(places)).toEqual([{ batchId: "b", completedAt: at(3) }]);
    expect(await said([...places, { batchId: "unknown", moment: at(4) }, { moment: at(5) }])).toEqual([
      { batchId: "b", completedAt: at(3) },
      { batchId: "unknown", completedAt: at(4) },
    ]);
  });

  it("compares moments, not their texts", async () => {
    const moments = ["2026-01-01T23:00:00-05:00", "2026-01-02T03:00:00Z"];
    const places = moments.map((moment) => ({ batchId: "b", moment }));
    expect(await said(places)).toEqual([{ batchId: "b", completedAt: "2026-01-02T04:00:00.000Z" }]);
  });

  it("says nothing of a batch that lacks a run, has ended before, or whose runs have no time", async () => {
    const place = { batchId: "b", moment: at(1) };
    expect(await said([place], { refused: [{ batchId: "b" }] })).toEqual([]);
    expect(await said([place], { refused: [{ batchId: "other" }, {}] })).toHaveLength(1);
    expect(await said([place], { ended: ["b"] })).toEqual([]);
    expect(await said([{ batchId: "b" }])).toEqual([]);
    expect(await said([{ batchId: "b", moment: "soon" }])).toEqual([]);
  });

  it.each<[string, CollectedFile[], number | undefined]>([
    ["a file that states them", [fileOf(["b"], { runs: 5 })], 5],
    ["a file in two parts", [fileOf(["b"], { runs: 5 }, { runs: 2 })], 7],
    ["two files", [fileOf(["b"], { runs: 5 }), fileOf(["b"], { runs: 3 })], 8],
    ["a file and one that says nothing", [fileOf(["b"], { runs: 5 }), fileOf(["b"])], undefined],
    ["one that says nothing and a file", [fileOf(["b"]), fileOf(["b"], { runs: 5 })], undefined],
    ["a file of two batches", [fileOf(["b", "c"], { runs: 5 })], undefined],
    ["retries of each other", [fileOf(["b"], { runs: 5, group: "g" }), fileOf(["b"], { runs: 4, group: "g" })], 5],
    ["no file", [], undefined],
  ])("claims the runs of %s", async (_what, files, totalRuns) => {
    const claim = totalRuns === undefined ? {} : { totalRuns };
    expect(await said([{ batchId: "b", moment: at(1) }], { files })).toEqual([
      { batchId: "b", completedAt: at(1), ...claim },
    ]);
  });
});
