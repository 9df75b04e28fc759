import * as z from "zod";
import { EntrySchema } from "../names/entry.ts";
import { recordOf } from "../names/records.ts";
import { measureColumns } from "./columns.ts";
import { brokenPairs, EvaluatorPairsSchema } from "./evaluator-pairs.ts";
import type { JoinedColumn, JoinedPairs, Values } from "./joined-columns.ts";
import { CELL_MEASURES, type CellMeasure } from "./measures.ts";
import { PackedColumnSchema } from "./packed-columns.ts";
import { PackedNamesSchema } from "./packed-names.ts";

/** The three columns that name a cell: positions in the lists beside them. */
export const CELL_KEYS = ["scenario", "tier", "entry"] as const;

/** Cells, a column each: the n-th value of every column belongs to the n-th cell. */
const CellColumnsSchema = z.strictObject({
  scenario: PackedColumnSchema.describe("Position in the scenarios."),
  tier: PackedColumnSchema.describe("Position in the tiers."),
  entry: PackedColumnSchema.describe("Position in the entries."),
  ...measureColumns(CELL_MEASURES, "cell"),
});

/** The fields of cells of one version of one suite, and the names that they refer to. */
export const suiteCellsFields = {
  suite: z.string().describe("The suite's name."),
  suiteVersion: z.string().optional().describe("Its version, if the runs state one."),
  scenarios: PackedNamesSchema.describe(
    "The scenarios that cells refer to, by name; [n, rest] is the first n characters of the name before, and the rest.",
  ),
  tiers: z.array(z.string()).describe("The tiers that cells refer to, by name."),
  entries: z.array(EntrySchema).describe("The entries that cells refer to, by name."),
  cells: CellColumnsSchema.describe("What was counted and summed, a column each."),
  evaluatorPairs: EvaluatorPairsSchema.optional().describe(
    "What evaluators gave the runs of cells: each alone, and every two of them the same runs; of a cell the first six by name. Absent: no cell has an evaluation.",
  ),
};
export type SuiteCells = z.infer<z.ZodObject<typeof suiteCellsFields>>;

/** The columns, however they are kept. */
type JoinedCellColumns = Record<(typeof CELL_KEYS)[number], Values<number>> &
  Partial<Record<CellMeasure, JoinedColumn | undefined>>;

/** The same, its columns kept in whatever way. */
export interface JoinedSuite extends Omit<SuiteCells, "cells" | "evaluatorPairs"> {
  cells: JoinedCellColumns;
  evaluatorPairs?: JoinedPairs | undefined;
}

/** What is wrong with the columns of cells; undefined if nothing is. */
export const brokenColumn = ({ cells, scenarios, tiers, entries, evaluatorPairs }: SuiteCells): string | undefined => {
  const length = cells.scenario.length;
  for (const [name, column] of Object.entries(cells)) {
    if (column && column.length !== length) return `${name} has ${column.length} values, scenario has ${length}`;
  }
  const sizes = { scenario: scenarios.length, tier: tiers.length, entry: entries.length };
  for (const key of CELL_KEYS) {
    const outside = cells[key].find((value) => value < 0 || value >= sizes[key]);
    if (outside !== undefined) return `${key} ${outside} is not one of ${sizes[key]}`;
  }
  const broken = evaluatorPairs && brokenPairs(evaluatorPairs, length);
  return broken && `evaluatorPairs: ${broken}`;
};

/** One cell: positions in the lists, and the measures in their units, 0 where there is no column. */
export type Cell = Record<(typeof CELL_KEYS)[number] | CellMeasure, number>;

/**
 * A row of the columns, read where it lies: objects of their own would be many times as large, and slower to make. Each measure has its getter
 * written out: V8 learns for each function what it reads, and one function for columns of all kinds takes three times as long.
 */
class CellView implements Cell {
  /** What names it stands in it: cells are grouped by that again and again. */
  readonly scenario: number;
  readonly tier: number;
  readonly entry: number;
  private readonly columns: Record<CellMeasure, JoinedColumn>;
  private readonly row: number;

  constructor({ scenario, tier, entry }: JoinedCellColumns, columns: Record<CellMeasure, JoinedColumn>, row: number) {
    this.scenario = scenario[row] ?? 0;
    this.tier = tier[row] ?? 0;
    this.entry = entry[row] ?? 0;
    this.columns = columns;
    this.row = row;
  }

  get pass(): number {
    return Number(this.columns.pass[this.row]);
  }
  get fail(): number {
    return Number(this.columns.fail[this.row]);
  }
  get timeout(): number {
    return Number(this.columns.timeout[this.row]);
  }
  get refusal(): number {
    return Number(this.columns.refusal[this.row]);
  }
  get infrastructureError(): number {
    return Number(this.columns.infrastructureError[this.row]);
  }
  get unknownFailure(): number {
    return Number(this.columns.unknownFailure[this.row]);
  }
  get notStated(): number {
    return Number(this.columns.notStated[this.row]);
  }
  get notFinal(): number {
    return Number(this.columns.notFinal[this.row]);
  }
  get excluded(): number {
    return Number(this.columns.excluded[this.row]);
  }
  get scoreRuns(): number {
    return Number(this.columns.scoreRuns[this.row]);
  }
  get scoreSum(): number {
    return Number(this.columns.scoreSum[this.row]);
  }
  get scoreSpread(): number {
    return Number(this.columns.scoreSpread[this.row]);
  }
  get scoreErrorRuns(): number {
    return Number(this.columns.scoreErrorRuns[this.row]);
  }
  get scoreErrorSquares(): number {
    return Number(this.columns.scoreErrorSquares[this.row]);
  }
  get costRuns(): number {
    return Number(this.columns.costRuns[this.row]);
  }
  get costSum(): number {
    return Number(this.columns.costSum[this.row]);
  }
  get costPasses(): number {
    return Number(this.columns.costPasses[this.row]);
  }
  get tokenRuns(): number {
    return Number(this.columns.tokenRuns[this.row]);
  }
  get tokensInSum(): number {
    return Number(this.columns.tokensInSum[this.row]);
  }
  get tokensOutSum(): number {
    return Number(this.columns.tokensOutSum[this.row]);
  }
  get durationRuns(): number {
    return Number(this.columns.durationRuns[this.row]);
  }
  get durationSum(): number {
    return Number(this.columns.durationSum[this.row]);
  }
  get toolCallRuns(): number {
    return Number(this.columns.toolCallRuns[this.row]);
  }
  get toolCallSum(): number {
    return Number(this.columns.toolCallSum[this.row]);
  }
  get syntheticRuns(): number {
    return Number(this.columns.syntheticRuns[this.row]);
  }
  get firstPartyRuns(): number {
    return Number(this.columns.firstPartyRuns[this.row]);
  }
  get thirdPartyRuns(): number {
    return Number(this.columns.thirdPartyRuns[this.row]);
  }
  get summedRuns(): number {
    return Number(this.columns.summedRuns[this.row]);
  }
  get firstRunAt(): number {
    return Number(this.columns.firstRunAt[this.row]);
  }
  get lastRunAt(): number {
    return Number(this.columns.lastRunAt[this.row]);
  }
}

/** Cells as objects, in the order of the columns. Their measures cannot be set, nor spread into another object. */
export const cellsOf = ({ cells }: Pick<JoinedSuite, "cells">): Cell[] => {
  const { length } = cells.scenario;
  // A column that is absent is read as often as others, and reading past the end of an empty list takes many times as long.
  const zeros = new Uint8Array(length);
  const columns = recordOf(CELL_MEASURES, (name) => cells[name] ?? zeros);
  return Array.from({ length }, (_, row) => new CellView(cells, columns, row));
};
