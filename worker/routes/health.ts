import type { Health } from "#contract/service/health.ts";
import type { Database } from "../db/database.ts";
import { isBehind, readSchemaVersion } from "../db/schema-version.ts";
import { delayBandOf, delayTrendOf } from "../http/delay-band.ts";
import { recentDelays } from "../http/recent-delays.ts";
import type { Handler } from "./handler.ts";

const readDatabaseHealth = async (database: Database): Promise<Omit<Health, "time" | "databaseTrend">> => {
  const start = performance.now();
  try {
    const schemaVersion = await readSchemaVersion(database);
    const databaseMilliseconds = performance.now() - start;
    return {
      status: "ok",
      database: true,
      schemaVersion,
      migrationsPending: isBehind(schemaVersion),
      databaseMilliseconds,
      databaseBand: delayBandOf(databaseMilliseconds),
    };
  } catch (error) {
    console.error("health: the database does not answer", error);
    return {
      status: "unavailable",
      database: false,
      schemaVersion: null,
      migrationsPending: null,
      databaseMilliseconds: null,
      databaseBand: null,
    };
  }
};

/** GET /health: whether the service can answer, and how fast its database is. */
export const getHealth: Handler<"getHealth"> = async ({ database }) => {
  const time = new Date().toISOString();
  const health: Health = { ...(await readDatabaseHealth(database)), time, databaseTrend: delayTrendOf(recentDelays()) };
  return { status: health.database ? 200 : 503, body: health, headers: { "cache-control": "no-store" } };
};
