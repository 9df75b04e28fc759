import { describe, expect, it } from "vitest";
import { sampleVersion } from "../../snapshot/sample-board.ts";
import { describeSuites, suiteRow } from "./suite-row.ts";

const DAY = 1_785_585_600;

describe("suiteRow", () => {
  it("says who may be first, what is cheap and what is new", () => {
    const row = suiteRow(
      sampleVersion([
        { agent: "a", passes: 40, cost: 2, lastRunAt: DAY },
        { agent: "b", passes: 40, cost: 1, lastRunAt: DAY + 86_400 },
        { agent: "c", passes: 3, lastRunAt: DAY },
      ]),
    );
    expect(row.first).toEqual({ text: "2 of 3 may be first, with 100.0% solved", below: "a 100.0%, b 100.0%" });
    expect(row.cheapest).toEqual({ text: "b", below: "$1.00 a run, 2.0 times cheaper than who stands first" });
    expect(row.newest).toEqual({ text: "b", below: "2026-08-02, may be first", path: "/entries/b/" });
    expect(row.sample).toBe("3 entries · 40 tasks · 120 runs");
    expect(row.drawn).toEqual({
      ...{ first: "M100 10V34", rest: "M7.5 10V34", unranked: "", span: { from: 100, width: 0 } },
      scale: undefined,
    });
  });

  it.each([
    [[{ passes: 30 }], "One entry so far: 75.0% solved (58.8–87.3)", "agent 0; nothing to compare it with yet"],
    [[{ passes: 40 }, { passes: 3 }], "First: agent 0, 100.0% solved (91.2–100.0)", "clearly better than every other"],
    [[], "Nobody is ranked by tasks solved", "0 entries; no run counts towards a success rate"],
  ])("says what %j comes to", (entries, text, below) => {
    expect(suiteRow(sampleVersion(entries)).first).toEqual({ text, below });
  });

  it("tells those without a rank from those that are clearly worse", () => {
    const { drawn } = suiteRow(sampleVersion([{ passes: 20 }, { passes: 1 }, { passes: 4, ran: 4 }]));
    expect(drawn).toMatchObject({ first: "M50 10V34", rest: "M2.5 10V34", unranked: "M100 10V34" });
  });

  it("has the mean score where that is what ranks, drawn on its scale", () => {
    const scored = sampleVersion([
      { agent: "low", passes: 40, score: 2.5, cost: 1 },
      { agent: "high", passes: 1, score: 7.5, cost: 2 },
    ]);
    const stated = { ends: { low: 0, high: 10 } };
    const row = suiteRow({ ...scored, manifest: { firstMetric: "score" }, stated });
    expect(row.first.text).toBe("First: high, mean score 7.5");
    expect(row.cheapest).toEqual({
      text: "None to name",
      below: "how much lower a cheaper one may score is not stated",
    });
    expect(row.drawn).toMatchObject({ first: "M75 10V34", rest: "M25 10V34", scale: "mean score, 0 to 10" });
    expect(suiteRow(scored).first.text).toBe("First: low, 100.0% solved (91.2–100.0)");
    const open = suiteRow({ ...scored, manifest: { firstMetric: "score" } });
    expect(open.drawn).toMatchObject({ rest: "M9.1 10V34", scale: "mean score, 2 to 7.5" });
  });

  it("says what range of mean scores those reach that may be first", () => {
    const scored = sampleVersion(
      [
        { passes: 1, score: 0.25 },
        { passes: 1, score: 0.5 },
      ],
      3,
    );
    const row = suiteRow({ ...scored, manifest: { firstMetric: "score" }, stated: { ends: { low: 0, high: 9 } } });
    expect(row.first).toEqual({
      ...{ text: "2 of 2 may be first, with a mean score of 0.25 to 0.5", below: "agent 1 0.5, agent 0 0.25" },
    });
  });

  it("says in a sentence what the suite is about", () => {
    const version = sampleVersion([{ passes: 1 }]);
    expect(suiteRow({ ...version, about: "Bugs of v1.2 to mend. And more." }).about).toBe("Bugs of v1.2 to mend.");
    expect(suiteRow({ ...version, about: undefined }).about).toBeUndefined();
  });

  it("names two of many, and calls nothing cheap without costs", () => {
    const row = suiteRow(sampleVersion([{ passes: 9 }, { passes: 9 }, { passes: 8 }, { passes: 8 }]));
    expect(row.first.below).toBe("agent 0 22.5%, agent 1 22.5% and 2 more");
    expect(row.cheapest).toBeNull();
    expect(row.newest).toBeNull();
  });

  it("has something to compare where two entries are ranked", () => {
    const isCompared = [[], [{ passes: 9 }], [{ passes: 9 }, { passes: 8 }]].map(
      (entries) => suiteRow(sampleVersion(entries)).isCompared,
    );
    expect(isCompared).toEqual([false, false, true]);
  });

  it("knows totals from tasks", () => {
    const [total, task] = [true, false].map((isSummed) => suiteRow(sampleVersion([{ passes: 1, isSummed }], 1)));
    expect(total).toMatchObject({ isTotals: true, sample: "1 entry · one total · 1 run" });
    expect(task).toMatchObject({ isTotals: false, sample: "1 entry · 1 task · 1 run" });
    expect(suiteRow(sampleVersion([{ passes: 1, isSummed: true }], 2))).toMatchObject({ isTotals: false });
  });
});

describe("describeSuites", () => {
  const open = sampleVersion([{ passes: 40 }, { passes: 39 }, { passes: 1 }]);
  const won = sampleVersion([{ passes: 40 }, { passes: 1 }]);

  it.each([
    [[open], "No suite has a single winner.", "On s, 2 of 3 entries may be first. A rank"],
    [[open, won], "1 of 2 suites has a single winner: agent 0 on s.", "On s, 2 of 3 entries may be first. A rank"],
    [[open, open], "No suite has a single winner.", "On s, 2 of 3 entries may be first; on s, 2 of 3. A rank"],
    [
      [open, open, open, open, won, open],
      "1 of 6 suites has a single winner: agent 0 on s.",
      "On s, 2 of 3 entries may be first; on s, 2 of 3; on s, 2 of 3; on 2 more suites, several. A rank",
    ],
    [[won, sampleVersion([{ passes: 1 }])], "1 of 2 suites has a single winner: agent 0 on s.", "A rank"],
    [[won, won], "2 of 2 suites have a single winner: agent 0 on s and agent 0 on s.", "A rank"],
    [[won, won, won], "3 of 3 suites have a single winner: agent 0 on s, agent 0 on s and 1 more.", "A rank"],
    [[sampleVersion([{ passes: 1 }])], "Nothing can be compared yet.", "A rank"],
  ])("says of how many suites one entry is first", (versions, strong, start) => {
    const said = describeSuites(versions);
    expect(said.strong).toBe(strong);
    expect(said.rest.startsWith(start)).toBe(true);
  });
});
