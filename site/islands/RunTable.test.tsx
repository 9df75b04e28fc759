import { describe, expect, it } from "vitest";
import { RunTable } from "./RunTable.tsx";
import { sampleRun } from "./sample-run.ts";
import { draw } from "./testing/draw.tsx";

const full = sampleRun({
  ...{ runId: "full", suite: "other", model: "m", variant: "v", outcome: "fail", totalScore: 0.5, weightedScore: 7 },
  completedAt: "2026-08-01T00:01:00.000Z",
});

describe("RunTable", () => {
  it("has the columns that some run fills, and those of what differs", () => {
    expect(draw(<RunTable runs={[sampleRun()]} filters={{}} />).texts("thead th")).toEqual([
      ...["Run", "Outcome", "Task", "Help", "Agent", "Model", "Score", "Time", "Started"],
    ]);
    expect(draw(<RunTable runs={[sampleRun(), full]} filters={{}} />).texts("thead th")).toEqual([
      ...["Run", "Outcome", "Suite", "Task", "Help", "Agent", "Model", "Variant", "Score", "Weighted score", "Time"],
      "Started",
    ]);
  });

  it("has no column that a filter fixes, but always the outcome's", () => {
    const filters = { scenario: "c", tier: "L0", agent: "a", model: "", outcome: "pass" };
    expect(draw(<RunTable runs={[sampleRun()]} filters={filters} />).texts("thead th")).toEqual([
      ...["Run", "Outcome", "Score", "Time", "Started"],
    ]);
  });

  it("says of a run what it states, and n/a of the rest", () => {
    const rows = draw(<RunTable runs={[sampleRun(), full]} filters={{}} />);
    expect(rows.texts("tbody tr:nth-child(1) > *")).toEqual([
      ...[
        "r",
        "✓ Passed",
        "s",
        "c",
        "L0",
        "a",
        "not stated",
        "not stated",
        "n/a",
        "n/a",
        "n/a",
        "2026-08-01 00:00 UTC",
      ],
    ]);
    expect(rows.texts("tbody tr:nth-child(2) > *").slice(0, 11)).toEqual([
      ...["full", "✗ Failed", "other", "c", "L0", "a", "m", "v", "0.5", "7", "1.0 min"],
    ]);
    expect(rows.values("tbody tr:nth-child(2) td[data-title]", "data-title")).toEqual([
      ...["Score", "Weighted score", "Time"],
    ]);
  });

  it("leads to each run, or to where it is told", () => {
    const runs = [sampleRun({ runId: "a b" })];
    expect(draw(<RunTable runs={runs} filters={{}} />).values("tbody a", "href")).toEqual(["/runs/?run=a+b"]);
    const chosen = <RunTable runs={runs} filters={{}} addressOf={({ runId }) => ({ run: "x", beside: runId })} />;
    expect(draw(chosen).values("tbody a", "href")).toEqual(["/runs/?run=x&beside=a+b"]);
  });

  it.each([
    [{ sort: "task", reversed: false }, "Task", "ascending"],
    [{ sort: "time", reversed: true }, "Time", "descending"],
    [{ sort: "newest", reversed: false }, "Started", "descending"],
    [{ sort: "score", reversed: true }, "Score", "ascending"],
  ] as const)("says aloud that it is sorted by %o", (order, head, aria) => {
    const sorting = { order, press: () => undefined };
    const table = draw(<RunTable runs={[sampleRun(), full]} filters={{}} sorting={sorting} />);
    expect(table.texts("th[aria-sort]")).toEqual([head]);
    expect(table.values("th[aria-sort]", "aria-sort")).toEqual([aria]);
    expect(table.texts("thead button").map((text) => text.split(" ")[0])).toEqual([
      ...["Outcome", "Task", "Help", "Agent", "Model", "Score", "Time", "Started"],
    ]);
  });

  it("keeps the roles of a table where CSS makes lines of its rows", () => {
    const table = draw(<RunTable runs={[sampleRun()]} filters={{}} />);
    expect(table.values("table, thead, tr, thead th, tbody th, td", "role")).not.toContain(null);
  });
});
