import type { IRequest } from "itty-router";
import type { EvaluatorStats, EvaluatorTrends } from "#contract/figures/stats.ts";
import { EvaluatorStatsQuerySchema, StatsQuerySchema } from "#contract/figures/stats-query.ts";
import { openDatabase } from "../db/database.ts";
import { hasEvaluator, readEvaluatorDays, readEvaluatorScenarios } from "../db/read-evaluators.ts";
import type { Env } from "../env.ts";
import { evaluationFigures, standardDeviationOf } from "../figures/evaluations.ts";
import { isOneOf, namedVersion, newestOf } from "../figures/suite-version.ts";
import { dayText, windowOf } from "../figures/window.ts";
import { json } from "../http/answer.ts";
import { decodeName } from "../http/path.ts";
import { StatusError } from "../http/problem.ts";
import { parseQuery } from "../http/query.ts";

/** GET /api/stats/evaluators: each evaluator, over the newest version of each suite that it has evaluated. */
export const getEvaluatorStats = async (request: Request, env: Env): Promise<Response> => {
  parseQuery(EvaluatorStatsQuerySchema, request);
  const rows = await readEvaluatorScenarios(openDatabase(env.DB));
  const stats: EvaluatorStats = [...Map.groupBy(rows, ({ evaluatorName }) => evaluatorName)].map(
    ([evaluatorName, all]) => {
      const newest = newestOf(all);
      const own = all.filter(isOneOf(newest));
      return {
        evaluatorName,
        suites: newest.map(namedVersion),
        ...evaluationFigures(own),
        standardDeviation: standardDeviationOf(own),
      };
    },
  );
  return json(stats);
};

/** GET /api/stats/evaluators/:name/trends: a point a day. */
export const getEvaluatorTrends = async (request: IRequest, env: Env): Promise<Response> => {
  const { days } = parseQuery(StatsQuerySchema, request);
  const evaluatorName = decodeName(request.params["name"]);
  const { firstDay, since } = windowOf(days, new Date());
  const database = openDatabase(env.DB);
  const rows = await readEvaluatorDays(database, evaluatorName, firstDay);
  if (rows.length === 0 && !(await hasEvaluator(database, evaluatorName))) {
    throw new StatusError(404, `no evaluator is called ${evaluatorName}`);
  }
  const trends: EvaluatorTrends = {
    evaluatorName,
    days: days ?? null,
    since,
    points: rows.map((row) => ({
      day: dayText(row.day),
      ...evaluationFigures([row]),
    })),
  };
  return json(trends);
};
