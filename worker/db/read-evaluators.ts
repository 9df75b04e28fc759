import { and, asc, eq, gte } from "drizzle-orm";
import type { Database } from "./database.ts";
import { batchEvaluators, evaluatorDays, evaluatorScenarios } from "./tables.ts";

/** What evaluations add up to: how many, and the sums of their shares and of the squares, in billionths. */
export type EvaluationMeasures = Pick<
  typeof evaluatorScenarios.$inferSelect,
  "evaluations" | "shareSum" | "shareSquareSum"
>;

/** What every evaluator gave in every scenario, of all versions, by name. */
export const readEvaluatorScenarios = (database: Database): Promise<(typeof evaluatorScenarios.$inferSelect)[]> =>
  database
    .select()
    .from(evaluatorScenarios)
    .orderBy(
      evaluatorScenarios.evaluatorName,
      evaluatorScenarios.suite,
      evaluatorScenarios.suiteVersion,
      evaluatorScenarios.scenario,
    );

/** Whether any evaluation is of that name. */
export const hasEvaluator = async (database: Database, evaluatorName: string): Promise<boolean> => {
  const rows = await database
    .select({ day: evaluatorDays.day })
    .from(evaluatorDays)
    .where(eq(evaluatorDays.evaluatorName, evaluatorName))
    .limit(1);
  return rows.length > 0;
};

/** What an evaluator gave on each day from `firstDay` on (days since 1970, UTC; undefined: all), oldest first. */
export const readEvaluatorDays = (
  database: Database,
  evaluatorName: string,
  firstDay: number | undefined,
): Promise<(EvaluationMeasures & { day: number })[]> =>
  database
    .select()
    .from(evaluatorDays)
    .where(
      and(
        eq(evaluatorDays.evaluatorName, evaluatorName),
        firstDay === undefined ? undefined : gte(evaluatorDays.day, firstDay),
      ),
    )
    .orderBy(asc(evaluatorDays.day));

/** What every evaluator gave in a batch, by name. */
export const readBatchEvaluators = (
  database: Database,
  batchId: string,
): Promise<(typeof batchEvaluators.$inferSelect)[]> =>
  database
    .select()
    .from(batchEvaluators)
    .where(eq(batchEvaluators.batchId, batchId))
    .orderBy(batchEvaluators.evaluatorName);
