import { describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { printedBy } from "../testing/run-in-process.ts";
import { printComparison } from "./print-comparison.ts";

const { batches, scenarios } = examples.compareBatches.body;
const printed = (change: Partial<typeof examples.compareBatches.body> = {}, columns?: number) =>
  printedBy((context) => printComparison(context, { batches, scenarios, ...change }), columns);

describe("printComparison", () => {
  it("gives each batch a letter, in order", () => {
    const [batch] = batches;
    if (!batch) throw new Error("no batch");
    const text = printed({ batches: ["x", "y", "z"].map((batchId) => ({ ...batch, batchId })), scenarios: [] });
    expect(
      text
        .split("\n")
        .slice(1, 4)
        .map((line) => line.slice(0, 4)),
    ).toEqual(["A  x", "B  y", "C  z"]);
  });

  it("names every claim that the runs do not bear out, and n/a where no run says anything", () => {
    const differences = [
      { field: "totalRuns" as const, claimed: 5, recomputed: 4 },
      { field: "avgScore" as const, claimed: 0.5, recomputed: null },
    ];
    const [first, ...others] = batches;
    if (!first) throw new Error("no batch");
    expect(printed({ batches: [{ ...first, differences }, ...others] })).toContain(
      "\n\nA claims that totalRuns is 5; by its runs it is 4\nA claims that avgScore is 0.5; by its runs it is n/a\n",
    );
    expect(printed()).not.toContain("claims that");
  });

  it("shows the rates scenario by scenario, and a dash where a batch has no run", () => {
    const rows = printed().split("\n\n")[1]?.split("\n") ?? [];
    expect(rows[0]).toMatch(/^SUITE +SCENARIO +A +A 95% INTERVAL +B +B 95% INTERVAL$/);
    expect(rows[2]).toMatch(/vite-react-app +– +– +50\.0% +0\.0–100\.0$/);
    expect(printed({ scenarios: [] })).not.toContain("SCENARIO");
  });

  it("has a column of versions where a suite states one", () => {
    const versioned = scenarios.map((scenario) => ({ ...scenario, suiteVersion: "2.0" }));
    expect(printed({ scenarios: versioned })).toMatch(/SUITE +VERSION +SCENARIO .*\nexample-suite +2\.0 /);
    expect(printed()).not.toContain("VERSION");
  });

  it("gives up the intervals first where the terminal is narrow", () => {
    const narrow = printed({}, 56).split("\n\n").at(-1) ?? "";
    expect(narrow).toContain("SCENARIO");
    expect(narrow.split("\n")[0]).not.toContain("INTERVAL");
    expect(narrow).toMatch(/too narrow here for .*INTERVAL/);
  });
});
