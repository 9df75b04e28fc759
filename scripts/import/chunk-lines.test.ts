import { describe, expect, it } from "vitest";
import { MAX_BULK_BYTES, MAX_BULK_LINES, MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { CHUNK_BYTES, CHUNK_LINES, chunkLines } from "./chunk-lines.ts";
import type { Line } from "./reading/read-lines.ts";

const chunksOf = async (texts: (string | { problem: string })[], limits: { lines: number; bytes: number }) => {
  const lines = async function* (): AsyncGenerator<Line> {
    for (const [index, text] of texts.entries()) {
      const number = index + 1;
      yield typeof text === "string" ? { number, bytes: Buffer.from(text) } : { number, ...text };
    }
  };
  const chunks = [];
  for await (const { places, body, unsendable } of chunkLines(lines(), limits)) {
    chunks.push({ numbers: places.map((place) => place.number), body: new TextDecoder().decode(body), unsendable });
  }
  return chunks;
};

describe("chunkLines", () => {
  it("keeps within the limits of the contract, also with the longest run", () => {
    expect(CHUNK_LINES).toBeLessThanOrEqual(MAX_BULK_LINES);
    expect(CHUNK_BYTES).toBeLessThanOrEqual(MAX_BULK_BYTES);
    expect(MAX_RUN_BYTES + 1).toBeLessThanOrEqual(CHUNK_BYTES);
  });

  it("begins a new chunk after so many lines", async () => {
    expect(await chunksOf(["1", "2", "3"], { lines: 2, bytes: 100 })).toEqual([
      { numbers: [1, 2], body: "1\n2\n", unsendable: [] },
      { numbers: [3], body: "3\n", unsendable: [] },
    ]);
  });

  it("begins a new chunk before so many bytes", async () => {
    const chunks = await chunksOf(["111", "22", "333", "4"], { lines: 10, bytes: 7 });
    expect(chunks.map(({ body }) => body)).toEqual(["111\n22\n", "333\n4\n"]);
  });

  it("begins a new chunk before a runId that it holds already", async () => {
    const lines = ['{"runId":"a","n":1}', '{"runId":"b"}', '{"n":2,"runId":"a"}', "no json", "no json", "null", "{}"];
    const chunks = await chunksOf(lines, { lines: 10, bytes: 1000 });
    expect(chunks.map(({ numbers }) => numbers)).toEqual([
      [1, 2],
      [3, 4, 5, 6, 7],
    ]);
  });

  it("passes on lines that cannot be sent, however many", async () => {
    const bad = { problem: "must be UTF-8" };
    const chunks = await chunksOf([bad, "2", bad, bad, bad], { lines: 3, bytes: 100 });
    expect(chunks.map(({ numbers, unsendable }) => [numbers, unsendable.map(({ number }) => number)])).toEqual([
      [[2], [1, 3, 4]],
      [[], [5]],
    ]);
  });
});
