import { cursorOf } from "#contract/runs/run-query.ts";
import { listRuns as readRuns } from "../db/list-runs.ts";
import type { Handler } from "./handler.ts";

/** GET /api/runs: newest first, in pages. */
export const listRuns: Handler<"listRuns"> = async ({ query: { limit, cursor, ...filters }, database }) => {
  const { runs, next } = await readRuns(database, filters, limit, cursor);
  return { body: runs, next: next && cursorOf(next) };
};
