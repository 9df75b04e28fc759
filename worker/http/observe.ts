import { type DatabaseCost, meterDatabase } from "./metered-database.ts";

/** How much of a request went into the database, as the header Server-Timing says it. */
const serverTiming = ({ milliseconds, queries, rowsRead, rowsWritten }: DatabaseCost): string =>
  `db;dur=${milliseconds.toFixed(1)};desc="queries=${queries} rows_read=${rowsRead} rows_written=${rowsWritten}"`;

/**
 * Answers a request with a database that is metered for it, and says in Server-Timing what that cost.
 * `answer` must not throw: errors are answers by then.
 */
export const observe = async <Env extends { DB: D1Database }>(
  env: Env,
  answer: (env: Env) => Promise<Response>,
): Promise<Response> => {
  const { binding, cost } = meterDatabase(env.DB);
  const response = await answer({ ...env, DB: binding });
  response.headers.set("server-timing", serverTiming(cost));
  return response;
};
