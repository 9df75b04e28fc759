import { and, asc, desc, eq, getTableColumns, gt, gte } from "drizzle-orm";
import { exactSpread, nearSum } from "#contract/snapshot/exact.ts";
import { SCORE_UNITS, SPREAD_UNITS } from "#contract/snapshot/units.ts";
import type { Database } from "./database.ts";
import type { SuiteVersionRow } from "./suite-versions.ts";
import { batchEvaluators, evaluatorDays, evaluatorSuites, suiteVersions } from "./tables.ts";
import { wholeGroups } from "./whole-groups.ts";

type EvaluationWords = Omit<typeof evaluatorDays.$inferSelect, "evaluatorName" | "day">;

/** What evaluations add up to: how many, the sum of their shares and how much these differ. */
export interface EvaluationTotals {
  evaluations: number;
  shareSum: number;
  /** The standard deviation of the shares; null with fewer than two. */
  standardDeviation: number | null;
}

/** What some rows add up to. Words are added before they are joined, so that nothing is lost. */
export const evaluationTotals = (rows: readonly EvaluationWords[]): EvaluationTotals => {
  const total = (word: keyof EvaluationWords) => rows.reduce((sum, row) => sum + row[word], 0);
  const evaluations = total("evaluations");
  const [low, high] = [total("shareSum"), total("shareSumHigh")];
  const spread = exactSpread(
    evaluations,
    { low, high },
    { low: total("shareSquares"), middle: total("shareSquaresMiddle"), high: total("shareSquaresHigh") },
  );
  return {
    evaluations,
    shareSum: nearSum(low, high) / SCORE_UNITS,
    standardDeviation:
      evaluations < 2 ? null : Math.sqrt(Number(spread) / SPREAD_UNITS / evaluations / (evaluations - 1)),
  };
};

const {
  evaluatorName: _evaluatorName,
  suiteVersionId: _suiteVersionId,
  ...evaluationWords
} = getTableColumns(evaluatorSuites);

/** The most rows of evaluators that a page looks at. */
const MOST_EVALUATOR_ROWS = 1_000;

/**
 * What evaluators gave in each version of each suite, by name from behind `after` on; no evaluator is spread over two pages unless it
 * fills one.
 */
export const readEvaluatorSuites = async (database: Database, after: string | undefined) => {
  const rows = await database
    .select({
      evaluatorName: evaluatorSuites.evaluatorName,
      suite: suiteVersions.suite,
      suiteVersion: suiteVersions.suiteVersion,
      words: evaluationWords,
    })
    .from(evaluatorSuites)
    .innerJoin(suiteVersions, eq(suiteVersions.id, evaluatorSuites.suiteVersionId))
    .where(after === undefined ? undefined : gt(evaluatorSuites.evaluatorName, after))
    .orderBy(asc(evaluatorSuites.evaluatorName))
    .limit(MOST_EVALUATOR_ROWS + 1);
  const whole = wholeGroups(rows, MOST_EVALUATOR_ROWS, ({ evaluatorName }) => evaluatorName);
  const page = whole?.rows ?? rows.slice(0, MOST_EVALUATOR_ROWS);
  const next = rows.length > MOST_EVALUATOR_ROWS ? page.at(-1)?.evaluatorName : undefined;
  return { rows: page satisfies readonly SuiteVersionRow[], next };
};

/** Whether any evaluation is of that name. */
export const hasEvaluator = async (database: Database, evaluatorName: string): Promise<boolean> => {
  const rows = await database
    .select({ day: evaluatorDays.day })
    .from(evaluatorDays)
    .where(eq(evaluatorDays.evaluatorName, evaluatorName))
    .limit(1);
  return rows.length > 0;
};

/** The most days of an evaluator that are told: the newest. */
const MOST_DAYS = 4_000;

/** What an evaluator gave on each day from `firstDay` on (days since 1970, UTC; undefined: all), the newest MOST_DAYS at most, oldest first. */
export const readEvaluatorDays = async (
  database: Database,
  evaluatorName: string,
  firstDay: number | undefined,
): Promise<(typeof evaluatorDays.$inferSelect)[]> => {
  const rows = await database
    .select()
    .from(evaluatorDays)
    .where(
      and(
        eq(evaluatorDays.evaluatorName, evaluatorName),
        firstDay === undefined ? undefined : gte(evaluatorDays.day, firstDay),
      ),
    )
    .orderBy(desc(evaluatorDays.day))
    .limit(MOST_DAYS);
  return rows.reverse();
};

/** What the evaluators of a batch gave there, by name: as many of them as a page looks at. */
export const readBatchEvaluators = (
  database: Database,
  batchId: string,
): Promise<(typeof batchEvaluators.$inferSelect)[]> =>
  database
    .select()
    .from(batchEvaluators)
    .where(eq(batchEvaluators.batchId, batchId))
    .orderBy(batchEvaluators.evaluatorName)
    .limit(MOST_EVALUATOR_ROWS);
