import { evaluationTotals, hasEvaluator, readEvaluatorDays, readEvaluatorSuites } from "../db/read-evaluators.ts";
import { evaluationFigures } from "../figures/evaluations.ts";
import { isOneOf, namedVersion, newestOf } from "../figures/suite-version.ts";
import { dayText, windowOf } from "../figures/window.ts";
import type { Handler } from "./handler.ts";
import { noEvaluator } from "./not-found.ts";

/** GET /api/stats/evaluators: each evaluator, over the newest version of each suite that it has evaluated. */
export const getEvaluatorStats: Handler<"getEvaluatorStats"> = async ({ query: { cursor }, database }) => {
  const { rows, next } = await readEvaluatorSuites(database, cursor);
  const body = [...Map.groupBy(rows, ({ evaluatorName }) => evaluatorName)].map(([evaluatorName, all]) => {
    const newest = newestOf(all);
    const own = all.filter(isOneOf(newest));
    return {
      evaluatorName,
      suites: newest.map(namedVersion),
      ...evaluationFigures(evaluationTotals(own.map(({ words }) => words))),
    };
  });
  return { body, next };
};

/** GET /api/stats/evaluators/:name/trends: a point a day. */
export const getEvaluatorTrends: Handler<"getEvaluatorTrends"> = async ({ names, query: { days }, database }) => {
  const evaluatorName = names.name;
  const { firstDay, since } = windowOf(days, new Date());
  const rows = await readEvaluatorDays(database, evaluatorName, firstDay);
  if (rows.length === 0 && !(await hasEvaluator(database, evaluatorName))) {
    throw await noEvaluator(database, evaluatorName);
  }
  const points = rows.map((row) => ({ day: dayText(row.day), ...evaluationFigures(evaluationTotals([row])) }));
  return { body: { evaluatorName, days: days ?? null, since, points } };
};
