import type { Figures } from "#contract/figures/figures.ts";
import type {
  AgentStats,
  EvaluatorStats,
  EvaluatorTrends,
  ModelStats,
  ScenarioStats,
  Stats,
  SuiteStats,
  SuiteVersionName,
} from "#contract/figures/stats.ts";
import { figureColumns, shareColumns } from "../terminal/figure-columns.ts";
import { figureFacts } from "../terminal/figure-facts.ts";
import { formatName, formatScore } from "../terminal/format-values.ts";
import { printFacts, printTable } from "../terminal/print.ts";
import type { Column } from "../terminal/render-table.ts";

/** Prints rows as a table; where there is none, says so. */
const printRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[], none: string): void => {
  if (rows.length === 0) console.log(none);
  else printTable(columns, rows);
};

/** Prints facts about something, and after an empty line rows about its parts. */
const printWithParts = <Row>(
  facts: readonly (readonly [string, string])[],
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void => {
  printFacts(facts);
  if (rows.length === 0) return;
  console.log();
  printTable(columns, rows);
};

const suiteColumns: readonly Column<SuiteVersionName>[] = [
  { head: "SUITE", cell: ({ suite }) => suite },
  { head: "VERSION", cell: ({ suiteVersion }) => suiteVersion ?? "", optional: true },
];

const periodOf = ({ days, since }: Pick<Stats, "days" | "since">): string =>
  days === null ? "all" : `the last ${days}${since ? `, from ${since.slice(0, 10)} on` : ""}`;

export const printOverview = (stats: Stats): void =>
  printWithParts([["days", periodOf(stats)], ...figureFacts(stats)], [...suiteColumns, ...figureColumns], stats.suites);

export const printAgents = (stats: AgentStats): void =>
  printRows([{ head: "AGENT", cell: ({ agent }) => agent }, ...figureColumns], stats, "no agents");

export const printModels = (stats: ModelStats): void =>
  printRows([{ head: "MODEL", cell: ({ model }) => formatName(model) }, ...figureColumns], stats, "no models");

const placeFacts = (stats: SuiteVersionName & { tier: string | null } & Figures): [string, string][] => [
  ["suite", stats.suite],
  ["version", formatName(stats.suiteVersion)],
  ["tiers", stats.tier ?? "all"],
  ...figureFacts(stats),
];

export const printSuite = (stats: SuiteStats): void =>
  printWithParts(
    stats.versions.length > 1
      ? [...placeFacts(stats), ["all versions", stats.versions.map(formatName).join(", ")]]
      : placeFacts(stats),
    [{ head: "SCENARIO", cell: ({ scenario }) => scenario }, ...figureColumns],
    stats.scenarioBreakdown,
  );

export const printScenario = (stats: ScenarioStats): void =>
  printWithParts(
    [["scenario", stats.scenario], ...placeFacts(stats)],
    [{ head: "ENTRY", cell: ({ entry }) => entry }, ...figureColumns],
    stats.agentComparison,
  );

export const printEvaluators = (stats: EvaluatorStats): void =>
  printRows(
    [
      { head: "EVALUATOR", cell: ({ evaluatorName }) => evaluatorName },
      ...shareColumns,
      {
        head: "SPREAD",
        cell: ({ standardDeviation }) => formatScore(standardDeviation),
        align: "right",
        spare: true,
      },
      { head: "SUITES", cell: ({ suites }) => suites.map(({ suite }) => suite).join(", "), spare: true },
    ],
    stats,
    "no evaluators",
  );

export const printTrends = (trends: EvaluatorTrends): void =>
  printWithParts(
    [
      ["evaluator", trends.evaluatorName],
      ["days", periodOf(trends)],
    ],
    [{ head: "DAY", cell: ({ day }) => day }, ...shareColumns],
    trends.points,
  );
