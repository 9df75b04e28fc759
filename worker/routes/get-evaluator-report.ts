import { EVALUATOR_REPORT_FILE } from "#contract/figures/evaluator-report.ts";
import { answerFile, findBuilt } from "./built-files.ts";
import type { Handler } from "./handler.ts";

/** GET /api/boards/:suite/evaluators: how evaluators agree, as the last build computed it: its file, as it is. */
export const getEvaluatorReport: Handler<"getEvaluatorReport"> = async ({
  request,
  names: { suite },
  query: { version },
  readSite,
  database,
}) =>
  answerFile(request, readSite, (await findBuilt({ readSite, database }, suite, version)).path + EVALUATOR_REPORT_FILE);
