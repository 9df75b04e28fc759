import type { Totals } from "#contract/figures/figures.ts";
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
import { formatName } from "#words/names.ts";
import { formatScore } from "#words/numbers.ts";
import type { Context } from "../command/context.ts";
import { figureColumns, shareColumns } from "../terminal/figure-columns.ts";
import { figureFacts } from "../terminal/figure-facts.ts";
import { printFacts, printTable } from "../terminal/print.ts";
import type { Column } from "../terminal/render-table.ts";

/** Prints rows as a table; where there is none, says so. */
const printRows = <Row>(
  context: Context,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  none: string,
): void => {
  if (rows.length === 0) context.print(none);
  else printTable(context, columns, rows);
};

/** Prints facts about something, and after an empty line rows about its parts. */
const printWithParts = <Row>(
  context: Context,
  facts: readonly (readonly [string, string])[],
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): void => {
  printFacts(context, facts);
  if (rows.length === 0) return;
  context.print();
  printTable(context, columns, rows);
};

const periodOf = ({ days, since }: Pick<Stats, "days" | "since">): string =>
  days === null ? "all" : `the last ${days}${since ? `, from ${since.slice(0, 10)} on` : ""}`;

export const printOverview = (context: Context, stats: Stats): void =>
  printFacts(context, [["days", periodOf(stats)], ...figureFacts(stats)]);

export const printAgents = (context: Context, stats: AgentStats): void =>
  printRows(context, [{ head: "AGENT", cell: ({ agent }) => agent }, ...figureColumns], stats, "no agents");

export const printModels = (context: Context, stats: ModelStats): void =>
  printRows(context, [{ head: "MODEL", cell: ({ model }) => formatName(model) }, ...figureColumns], stats, "no models");

const placeFacts = (stats: SuiteVersionName & { tier: string | null } & Totals): [string, string][] => [
  ["suite", stats.suite],
  ["version", formatName(stats.suiteVersion)],
  ["tiers", stats.tier ?? "all"],
  ...figureFacts(stats),
];

export const printSuite = (context: Context, stats: SuiteStats): void =>
  printWithParts(
    context,
    stats.versions.length > 1
      ? [...placeFacts(stats), ["all versions", stats.versions.map(formatName).join(", ")]]
      : placeFacts(stats),
    [{ head: "SCENARIO", cell: ({ scenario }) => scenario }, ...figureColumns],
    stats.scenarioBreakdown,
  );

export const printScenario = (context: Context, stats: ScenarioStats): void =>
  printWithParts(
    context,
    [["scenario", stats.scenario], ...placeFacts(stats)],
    [{ head: "ENTRY", cell: ({ entry }) => entry }, ...figureColumns],
    stats.agentComparison,
  );

export const printEvaluators = (context: Context, stats: EvaluatorStats): void =>
  printRows(
    context,
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

export const printTrends = (context: Context, trends: EvaluatorTrends): void =>
  printWithParts(
    context,
    [
      ["evaluator", trends.evaluatorName],
      ["days", periodOf(trends)],
    ],
    [{ head: "DAY", cell: ({ day }) => day }, ...shareColumns],
    trends.points,
  );
