import { cursorOf, RunQuerySchema } from "#contract/runs/run-query.ts";
import { openDatabase } from "../db/database.ts";
import { listRuns } from "../db/list-runs.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { nextPage } from "../http/page.ts";
import { parseQuery } from "../http/query.ts";

/** GET /api/runs: newest first, in pages. */
export const getRuns = async (request: Request, env: Env): Promise<Response> => {
  const { limit, cursor, ...filters } = parseQuery(RunQuerySchema, request);
  const { runs, next } = await listRuns(openDatabase(env.DB), filters, limit, cursor);
  return json(runs, { headers: next ? nextPage(new URL(request.url), cursorOf(next)) : {} });
};
