import { describe, expect, it } from "vitest";
import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import { evaluatorTables } from "./evaluator-rows.ts";

const report: EvaluatorReport = {
  ...{ snapshot: "id", createdAt: "", suite: "s", suiteVersion: null },
  evaluators: [
    { evaluator: "<b>judge", kind: "judge", runs: 1200, entries: 3, mean: 0.75 },
    { evaluator: "tests", kind: null, runs: 9, entries: 3, mean: 0.5 },
  ],
  agreement: [
    {
      ...{ first: "<b>judge", second: "tests", tau: -0.5, entries: 3, runs: 9, scenarios: 3 },
      ...{ firstMean: 0.25, secondMean: 0.5 },
    },
  ],
  leftOut: [
    { evaluator: "tests", tau: 0.5, entries: 3, moved: { agent: "<x>", model: "m", entry: "<x>~m", places: 1.5 } },
    { evaluator: "<b>judge", tau: null, entries: 3, moved: null },
  ],
  corrected: [
    {
      ...{ judge: "<b>judge", person: "people", judgeMean: 0.75, value: 0.6, low: 0.5, high: 0.7 },
      ...{ judgedOnly: 200, judgedByBoth: 60, scenarios: 59 },
    },
  ],
};

describe("evaluatorTables", () => {
  it("has a row each, with names escaped and the entry that moves most as a link", () => {
    const cells = evaluatorTables(report).flatMap(({ table }) => table.rows.map((row) => row.cells));
    expect(cells).toMatchInlineSnapshot(`
      [
        "<th scope="row">&lt;b&gt;judge</th><td class="e">judge</td><td>1,200</td><td>3</td><td>75.0%</td>",
        "<th scope="row">tests</th><td class="e">not stated</td><td>9</td><td>3</td><td>50.0%</td>",
        "<th scope="row">&lt;b&gt;judge, tests</th><td>−0.50</td><td>3</td><td>9</td><td>25.0%</td><td>50.0%</td>",
        "<th scope="row">tests</th><td>0.50</td><td>3</td><td class="e"><a href="/entries/x~22305fe27eeb363e92ab~~m/">&lt;x&gt; · m</a>, by 1.5 places</td>",
        "<th scope="row">&lt;b&gt;judge</th><td>n/a</td><td>3</td><td class="e">none moves</td>",
        "<th scope="row">&lt;b&gt;judge</th><td class="e">people</td><td>75.0%</td><td>60.0%</td><td>50.0–70.0</td><td>60</td><td>59</td>",
      ]
    `);
  });

  it("leaves out tables without a row", () => {
    expect(evaluatorTables({ ...report, leftOut: [], corrected: [] }).map(({ id }) => id)).toEqual([
      "evaluators",
      "agreement",
    ]);
  });
});
