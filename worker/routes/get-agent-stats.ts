import type { AgentStats, ModelStats } from "#contract/figures/stats.ts";
import type { Database } from "../db/database.ts";
import type { CellRow } from "../db/measures.ts";
import { readCells, readCellsOf } from "../db/read-cells.ts";
import { readSuiteVersions } from "../db/suite-versions.ts";
import { type Board, boardOfRows, byName, coverageOfOne } from "../figures/board.ts";
import { byBestRate, figuresOf } from "../figures/figures.ts";
import { namedVersion, newestOf, versionsOf } from "../figures/suite-version.ts";
import { findSuiteVersion } from "./find-suite-version.ts";
import type { Handler } from "./handler.ts";

interface Question {
  suite?: string | undefined;
  suiteVersion?: string | undefined;
  tier?: string | undefined;
}

const readBoard = async (database: Database, { suite, suiteVersion, tier }: Question): Promise<Board<CellRow>> => {
  if (suite === undefined) {
    return boardOfRows(await readCellsOf(database, newestOf(await readSuiteVersions(database)), tier));
  }
  const { version } = await findSuiteVersion(database, suite, suiteVersion);
  return boardOfRows(await readCells(database, { ...version, tier }));
};

/** The figures of each group of a board, the best first. */
const figuresBy = async (database: Database, question: Question, nameOf: (row: CellRow) => string) => {
  const board = await readBoard(database, question);
  return byName(board.counted, nameOf)
    .map(([name, own]) => ({
      name,
      suites: versionsOf(own.map(({ row }) => row)).map(namedVersion),
      ...figuresOf(own, { scoreScale: board.scoreScale, coverage: coverageOfOne(own, board) }),
    }))
    .sort(byBestRate);
};

/** GET /api/stats/agents: each agent, with whatever models and variants. */
export const getAgentStats: Handler<"getAgentStats"> = async ({ query, database }) => {
  const groups = await figuresBy(database, query, ({ agent }) => agent);
  const stats: AgentStats = groups.map(({ name, suites, ...figures }) => ({
    agent: name,
    runs: figures.successfulRuns,
    suites,
    ...figures,
  }));
  return { body: stats };
};

/** GET /api/stats/models: each model, under whatever agents. */
export const getModelStats: Handler<"getModelStats"> = async ({ query, database }) => {
  const groups = await figuresBy(database, query, ({ model }) => model);
  const stats: ModelStats = groups.map(({ name, ...figures }) => ({ model: name === "" ? null : name, ...figures }));
  return { body: stats };
};
