import type { DelayBand } from "#contract/service/health.ts";
import { delayBandOf } from "./delay-band.ts";
import { type DatabaseCost, meterDatabase } from "./metered-database.ts";
import type { Charge } from "./rate-limit.ts";
import { rememberDelay } from "./recent-delays.ts";
import { type Ending, endOf } from "./streamed.ts";

/** How much of a request went into the database, as the header Server-Timing says it. */
const serverTiming = ({ milliseconds, queries, rowsRead, rowsWritten }: DatabaseCost): string =>
  `db;dur=${milliseconds.toFixed(1)};desc="queries=${queries} rows_read=${rowsRead} rows_written=${rowsWritten}"`;

/** What the log tells of a request: a line of JSON each. No name, body, address or key is among it. */
interface RequestRecord {
  requestId: string;
  method: string;
  /** The pattern that the path matched, such as `/api/runs/:runId`; null: none. */
  route: string | null;
  status: number;
  milliseconds: number;
  database: DatabaseCost & { band: DelayBand };
  /** For a streamed body that did not come to its end. */
  brokenOff?: "by the reader" | "by an error";
}

const writeLog = (record: RequestRecord): void => console.log(JSON.stringify(record));

/** What is told of a request while it is answered. */
export interface Observation {
  requestId: string;
  /** To be set by who knows it. */
  route: string | null;
  /** To be told how many rows the request read, once that is known; undefined: nobody needs to know. */
  charge?: Charge | undefined;
}

/** Who is told of a request when it is over. */
interface Observers {
  log?: (record: RequestRecord) => void;
  /** Keeps the Worker until something is done that the answer does not wait for. */
  waitUntil?: (work: Promise<unknown>) => void;
}

/**
 * Answers a request with a database that is metered for it, names the request in X-Request-Id, says in Server-Timing what it cost, and logs
 * one line of it: at once, or for a streamed answer when its body is over. `answer` must not throw: errors are answers by then.
 */
export const observe = async <Env extends { DB: D1Database }>(
  request: Request,
  env: Env,
  answer: (env: Env, observation: Observation) => Promise<Response>,
  { log = writeLog, waitUntil = () => undefined }: Observers = {},
): Promise<Response> => {
  const start = performance.now();
  const { binding, cost } = meterDatabase(env.DB);
  const observation: Observation = { requestId: crypto.randomUUID(), route: null };
  const response = await answer({ ...env, DB: binding }, observation);
  response.headers.set("server-timing", serverTiming(cost));
  response.headers.set("x-request-id", observation.requestId);

  const end = endOf(response);
  const record = (ending: Ending): void => {
    const milliseconds = Math.round(cost.milliseconds * 10) / 10;
    if (observation.charge) waitUntil(observation.charge(cost.rowsRead));
    // A long export waits for many short queries: that is no delay.
    if (cost.queries > 0 && !end) rememberDelay(milliseconds);
    log({
      requestId: observation.requestId,
      method: request.method,
      route: observation.route,
      status: response.status,
      milliseconds: Math.round((performance.now() - start) * 10) / 10,
      database: { ...cost, milliseconds, band: delayBandOf(milliseconds) },
      ...(ending.brokenOff && { brokenOff: ending.brokenOff }),
    });
  };
  if (end) {
    const recorded = end.then((ending) => {
      if (ending.brokenOff === "by an error") console.error(`internal error ${observation.requestId}`, ending.error);
      record(ending);
    });
    waitUntil(recorded);
  } else {
    record({ brokenOff: false });
  }
  return response;
};
