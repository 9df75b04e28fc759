import { expect, it } from "vitest";
import { sampleVersion } from "../snapshot/sample-board.ts";
import { scenariosOf } from "../snapshot/scenarios.ts";
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
