import { expect, it } from "vitest";
import { sampleVersion } from "../snapshot/sample-board.ts";
import { scenariosOf } from "../snapshot/scenarios.ts";
import { entryHtml } from "./entry-html.ts";
import { scenarioColumns, scenarioRows } from "./scenario-rows.ts";

const version = sampleVersion(
  [
    { agent: "dear", passes: 2, cost: 1.5 },
    { agent: "cheap", passes: 1, cost: 0.0123 },
    { agent: "silent", passes: 0 },
  ],
  2,
);

it("writes the costs of a task's runs to one number of decimals, and n/a where no run reports one", () => {
  const scenario = scenariosOf(version).find(({ scenario }) => scenario === 0);
  if (!scenario) throw new Error("no scenario");
  const columns = scenarioColumns(version, scenario);
  expect(columns).toMatchObject({ hasCost: true, hasTime: false });
  const rows = scenarioRows(version, scenario, columns).split("\n");
  expect(rows.map((row) => /<td>([^<]*)$/.exec(row)?.[1]).toSorted()).toEqual(["$0.0123", "$1.5000", "n/a"]);
});

it("writes the times of a task's runs in one unit, and n/a where no run reports one", () => {
  const timed = sampleVersion([{ passes: 1, duration: 30_000 }, { passes: 1, duration: 240_000 }, { passes: 0 }], 1);
  const [scenario] = scenariosOf(timed);
  if (!scenario) throw new Error("no scenario");
  const columns = scenarioColumns(timed, scenario);
  expect(columns).toMatchObject({ hasCost: false, hasTime: true });
  const rows = scenarioRows(timed, scenario, columns).split("\n");
  expect(rows.map((row) => /<td>([^<]*)$/.exec(row)?.[1])).toEqual(["0.50 min", "4.00 min", "n/a"]);
});

it("writes a row an entry, with a link to the runs at each level of help and a dash where there are none", () => {
  const tiered = sampleVersion(
    [
      { agent: "a&b", passes: 1, tiers: [0, 1] },
      { agent: "c", passes: 0 },
    ],
    1,
  );
  const [scenario] = scenariosOf(tiered);
  if (!scenario) throw new Error("no scenario");
  const rows = scenarioRows(tiered, scenario, scenarioColumns(tiered, scenario)).split("\n");
  const href = "/api/runs?suite=s&amp;suiteVersion=&amp;scenario=scenario+0";
  expect(rows[0]).toBe(
    `<tr><th scope="row">${entryHtml({ agent: "a&b" })}<td>100.0%${["L0", "L1"]
      .map(
        (tier) =>
          `<td><a class="trials" href="${href}&amp;tier=${tier}&amp;agent=a%26b&amp;model=&amp;variant=">1/1</a>`,
      )
      .join("")}`,
  );
  expect(rows[1]).toMatch(/<td>0\.0%<td><a class="trials" href="[^"]*agent=c&amp;[^"]*">0\/1<\/a><td>–$/);
});
