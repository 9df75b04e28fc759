import type { Page, WorkerClient } from "#client/worker-client.ts";
import type { BoardMetric } from "#contract/figures/figures.ts";
import type { Context } from "../command/context.ts";
import { printBoard } from "./print-board.ts";
import { printEvaluatorReport } from "./print-evaluator-report.ts";
import {
  printAgents,
  printEvaluators,
  printModels,
  printOverview,
  printScenario,
  printSuite,
  printTrends,
} from "./print-stats.ts";

/** The options that some subjects take, by the names of the API's parameters. */
export interface StatsOptions {
  /** Default: all. */
  days?: string | undefined;
  suite?: string | undefined;
  suiteVersion?: string | undefined;
  tier?: string | undefined;
  metric?: BoardMetric | undefined;
}

/** An answer of the API, and how to print it for a person. */
export interface Shown {
  answer: unknown;
  print: (context: Context) => void;
}

interface Call {
  client: WorkerClient;
  options: StatsOptions;
  signal: AbortSignal;
}

/** Something to know: the names it needs, the options it takes, and how to ask for it. */
export interface Subject {
  names: readonly string[];
  options: readonly (keyof StatsOptions)[];
  ask: (call: Call, ...names: string[]) => Promise<Shown>;
}

const shown = <T>(answer: T, print: (context: Context, answer: T) => void): Shown => ({
  answer,
  print: (context) => print(context, answer),
});

type Ask<T> = (cursor: string | undefined) => Promise<Page<T>>;

/** What all pages say together. */
const wholeOf = async <T>(ask: Ask<T>, join: (whole: T, more: T) => T): Promise<T> => {
  let page = await ask(undefined);
  let whole = page.items;
  while (page.nextCursor !== undefined) {
    page = await ask(page.nextCursor);
    whole = join(whole, page.items);
  }
  return whole;
};

/** The items of all pages. */
const allOf = <T>(ask: Ask<T[]>): Promise<T[]> => wholeOf(ask, (items, more) => [...items, ...more]);

/** What stats can be asked for; `overview` is what it shows where no subject is named. */
export const SUBJECTS = {
  overview: {
    names: [],
    options: ["days"],
    ask: async ({ client, options, signal }) =>
      shown(await client.getStats({ days: options.days ?? "all" }, { signal }), printOverview),
  },
  agents: {
    names: [],
    options: ["suite", "suiteVersion", "tier"],
    ask: async ({ client, options, signal }) =>
      shown(await allOf((cursor) => client.getAgentStats({ ...options, cursor }, { signal })), printAgents),
  },
  models: {
    names: [],
    options: ["suite", "suiteVersion", "tier"],
    ask: async ({ client, options, signal }) =>
      shown(await allOf((cursor) => client.getModelStats({ ...options, cursor }, { signal })), printModels),
  },
  board: {
    names: ["SUITE"],
    options: ["suiteVersion", "tier", "metric"],
    ask: async ({ client, options: { suiteVersion: version, tier, metric }, signal }, suite = "") => {
      const board = await client.getBoard({ suite, version, tier, metric }, { signal });
      if (!board) throw new TypeError("a board was taken for known, though none was named");
      return shown(board.body, printBoard);
    },
  },
  suite: {
    names: ["NAME"],
    options: ["suiteVersion", "tier"],
    ask: async ({ client, options, signal }, suite = "") =>
      shown(
        await wholeOf(
          (cursor) => client.getSuiteStats({ ...options, suite, cursor }, { signal }),
          (stats, more) => ({ ...stats, scenarioBreakdown: [...stats.scenarioBreakdown, ...more.scenarioBreakdown] }),
        ),
        printSuite,
      ),
  },
  scenario: {
    names: ["SUITE", "NAME"],
    options: ["suiteVersion", "tier"],
    ask: async ({ client, options, signal }, suite = "", scenario = "") =>
      shown(
        await wholeOf(
          (cursor) => client.getScenarioStats({ ...options, suite, scenario, cursor }, { signal }),
          (stats, more) => ({ ...stats, agentComparison: [...stats.agentComparison, ...more.agentComparison] }),
        ),
        printScenario,
      ),
  },
  evaluators: {
    names: [],
    options: ["suite", "suiteVersion"],
    ask: async ({ client, options: { suite, suiteVersion: version }, signal }) => {
      if (suite === undefined) {
        return shown(await allOf((cursor) => client.getEvaluatorStats({ cursor }, { signal })), printEvaluators);
      }
      const report = await client.getEvaluatorReport({ suite, version }, { signal });
      if (!report) throw new TypeError("a report was taken for known, though none was named");
      return shown(report.body, printEvaluatorReport);
    },
  },
  trends: {
    names: ["NAME"],
    options: ["days"],
    ask: async ({ client, options, signal }, evaluator = "") =>
      shown(await client.getEvaluatorTrends({ name: evaluator, days: options.days ?? "all" }, { signal }), printTrends),
  },
} as const satisfies Record<string, Subject>;
