import { describe, expect, it } from "vitest";
import { printSummary } from "./print-summary.ts";

const summed = (totals: object, { isDry = false, seconds = 1.25, shown = [] as string[] } = {}) => {
  const [printed, warned]: [string[], string[]] = [[], []];
  printSummary(
    { print: (line = "") => void printed.push(line), warn: (line) => void warned.push(line) },
    { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0, ...totals },
    { shown: () => shown },
    { isDry, seconds },
  );
  return { printed, warned };
};

describe("printSummary", () => {
  it("says on one line what became of all", () => {
    expect(summed({ accepted: 12_345, duplicates: 1 }).printed).toEqual([
      "12,345 accepted, 1 duplicate, 0 conflicts, 0 rejected in 1.3 s",
    ]);
    expect(summed({ conflicts: 1, rejected: 2 }, { isDry: true, shown: ["a", "b", "c"] }).printed).toEqual([
      "0 would be accepted, 0 duplicates, 1 conflict, 2 rejected in 1.3 s; nothing was sent",
    ]);
  });

  it("shows the first refused lines, and says how many there are besides", () => {
    expect(summed({ conflicts: 1, rejected: 2 }, { shown: ["  a", "  b", "  c"] }).warned).toEqual([
      "  a",
      "  b",
      "  c",
    ]);
    expect(summed({ conflicts: 1, rejected: 1_002 }, { shown: ["  a"] }).warned).toEqual([
      "  a",
      "  and 1,002 more: --report FILE writes them all",
    ]);
    expect(summed({}).warned).toEqual([]);
  });
});
