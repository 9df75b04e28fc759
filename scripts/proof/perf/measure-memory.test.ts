import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isKept } from "./figures.ts";
import { figuresOfMemory, formatMemory, type MemoryMeasurement, measureMemory } from "./measure-memory.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "memory-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const small: MemoryMeasurement = { request: "GET /a", status: 200, rowsRead: 5, heap: 10, buffers: 1, computed: 2.4 };

describe("what requests take", () => {
  it("is measured in a Worker with little heap, and within the bounds", async () => {
    const measurements = await measureMemory(2_000, { folder, signal: AbortSignal.timeout(300_000) });
    expect(measurements.length).toBeGreaterThan(50);
    for (const { request, heap, rowsRead } of measurements) {
      expect(heap, request).toBeGreaterThan(1);
      if (request.startsWith("GET")) expect(rowsRead, request).toBeLessThan(5_600);
    }
    // The clock is too coarse for the shortest of them.
    expect(Math.max(...measurements.map(({ computed }) => computed))).toBeGreaterThan(0);
    expect(figuresOfMemory(2_000, measurements).filter((figure) => !isKept(figure))).toEqual([]);
  }, 300_000);

  it.each([
    [{ heap: 65 }, "heap"],
    [{ buffers: 33 }, "buffers"],
    [{ status: 500 }, "failures"],
  ])("is over its bound: %j", (more, name) => {
    const over = figuresOfMemory(1_000, [small, { ...small, ...more }]).filter((figure) => !isKept(figure));
    expect(over.map((figure) => figure.name)).toEqual([expect.stringContaining(name)]);
  });

  it("is a line of a table", () => {
    expect(formatMemory(small)).toBe("  10.0 MB   1.0 MB     2 ms       5 200 GET /a");
  });
});
