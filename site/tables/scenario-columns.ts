import { formatCount, formatPart, formatRate } from "#words/numbers.ts";
import { scenarioPath } from "../snapshot/links.ts";
import { type Scenario, scenariosOf } from "../snapshot/scenarios.ts";
import type { SuiteVersion } from "../snapshot/suites.ts";
import { groupOf, statedTask } from "../snapshot/task-facts.ts";
import type { Column, Page } from "./column.ts";
import { escapeHtml } from "./html.ts";
import { METHOD } from "./method.ts";
import { SHARE_HEAD } from "./task/share-table.ts";

/** A scenario, the address of its page, and what the manifest says of it. */
interface ScenarioRow extends Scenario {
  path: string;
  title: string | undefined;
  /** Whether some of it is made up, where not all of the suite is. */
  isMarked: boolean;
  /** What its group is of, and its name; undefined: it is in none. */
  group: { by: string; name: string } | undefined;
}

/** The rows of the scenarios of a version, the hardest first. */
export const scenarioRowsOf = (version: SuiteVersion): ScenarioRow[] =>
  scenariosOf(version).map((scenario) => ({
    ...scenario,
    path: scenarioPath(version, scenario.name),
    title: statedTask(version, scenario.name)?.title,
    isMarked: scenario.syntheticRuns > 0 && version.syntheticRuns < version.runs,
    group: groupOf(version, scenario.scenario),
  }));

const nameHtml = ({ path, name, title, isMarked }: ScenarioRow): string =>
  [
    `<a href="${escapeHtml(path)}">${escapeHtml(name)}</a>`,
    ...(title === undefined ? [] : [` <small>${escapeHtml(title)}</small>`]),
    ...(isMarked ? [" <mark>synthetic</mark>"] : []),
  ].join("");

/** Only where tasks have groups. */
const groupPage: Page<ScenarioRow> = (rows) => {
  const by = rows.find(({ group }) => group !== undefined)?.group?.by;
  if (by === undefined) return undefined;
  const heading = `${by.charAt(0).toUpperCase()}${by.slice(1)}`;
  return { heading, kind: "words", cell: { text: ({ group }) => group?.name ?? "–" } };
};

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
  { page: groupPage, fields: {} },
  {
    page: figure("Mean success rate", ({ mean }) => formatRate(mean), METHOD.difficulty),
    fields: { meanSuccessRate: ({ mean }) => mean },
  },
  {
    page: () => ({
      ...{ heading: "Mean success rate, drawn, %", head: SHARE_HEAD, kind: "words", class: "ci" },
      cell: { html: () => "" },
    }),
    fields: {},
  },
  {
    page: figure("Solved by", ({ solvedBy, entries }) => formatPart(solvedBy, entries)),
    fields: { solvedBy: ({ solvedBy }) => solvedBy },
  },
  { fields: { entries: ({ entries }) => entries } },
  {
    page: (rows) =>
      rows.every(({ counted, entries }) => counted === entries)
        ? undefined
        : figure("Passed of counted", ({ pass, counted }) => formatPart(pass, counted), METHOD.outcomes)(rows),
    fields: { pass: ({ pass }) => pass, counted: ({ counted }) => counted },
  },
  {
    page: (rows) =>
      rows.every(({ infrastructureError }) => infrastructureError === 0)
        ? undefined
        : figure(
            "Infrastructure errors",
            ({ infrastructureError }) => formatCount(infrastructureError),
            METHOD.outcomes,
          )(rows),
    fields: { infrastructureError: ({ infrastructureError }) => infrastructureError },
  },
];

/** What draws the mean of a scenario's row. */
export const scenarioAttributes = ({ mean }: ScenarioRow) =>
  mean === null ? { class: "none" } : { class: "bare", style: `--e:${Number((100 * mean).toFixed(2))}` };
