import { formatCount, formatPart, formatRate } from "#words/numbers.ts";
import { scenarioPath } from "../snapshot/links.ts";
import { type Scenario, scenariosOf } from "../snapshot/scenarios.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import type { Column, Page } from "./column.ts";
import { escapeHtml } from "./html.ts";
import { METHOD } from "./method.ts";

/** A scenario and the address of its page. */
interface ScenarioRow extends Scenario {
  path: string;
}

/** The rows of the scenarios of a version, the hardest first. */
export const scenarioRowsOf = (version: SuiteVersion): ScenarioRow[] =>
  scenariosOf(version).map((scenario) => ({ ...scenario, path: scenarioPath(version, scenario.name) }));

const nameHtml = ({ path, name, syntheticRuns }: ScenarioRow): string =>
  `<a href="${escapeHtml(path)}">${escapeHtml(name)}</a>${syntheticRuns > 0 ? " <mark>synthetic</mark>" : ""}`;

const figure = (heading: string, text: (row: ScenarioRow) => string, method?: string): Page<ScenarioRow> => {
  const column = { heading, kind: "figure", cell: { text } } as const;
  return () => (method === undefined ? column : { ...column, method });
};

/** The row of a scenario: what the page of all scenarios shows of it, and what CSV and JSON say. */
export const SCENARIO_COLUMNS: readonly Column<ScenarioRow>[] = [
  {
    page: () => ({ heading: "Task", kind: "row heading", cell: { html: nameHtml } }),
    fields: { scenario: ({ name }) => name },
  },
  {
    page: figure("Mean success rate", ({ mean }) => formatRate(mean), METHOD.difficulty),
    fields: { meanSuccessRate: ({ mean }) => mean },
  },
  {
    page: figure("Solved by", ({ solvedBy }) => formatCount(solvedBy)),
    fields: { solvedBy: ({ solvedBy }) => solvedBy },
  },
  { page: figure("Entries", ({ entries }) => formatCount(entries)), fields: { entries: ({ entries }) => entries } },
  {
    page: figure("Passed of counted", ({ pass, counted }) => formatPart(pass, counted), METHOD.outcomes),
    fields: { pass: ({ pass }) => pass, counted: ({ counted }) => counted },
  },
  {
    page: figure(
      "Infrastructure errors",
      ({ infrastructureError }) => formatCount(infrastructureError),
      METHOD.outcomes,
    ),
    fields: { infrastructureError: ({ infrastructureError }) => infrastructureError },
  },
];
