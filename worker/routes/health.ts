import type { Health } from "#contract/service/health.ts";
import { openDatabase } from "../db/database.ts";
import { isBehind, readSchemaVersion } from "../db/schema-version.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { delayBandOf, delayTrendOf } from "../http/delay-band.ts";
import { recentDelays } from "../http/recent-delays.ts";

const readDatabaseHealth = async (env: Env): Promise<Omit<Health, "time" | "databaseTrend">> => {
  const start = performance.now();
  try {
    const schemaVersion = await readSchemaVersion(openDatabase(env.DB));
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
export const readHealth = async (_request: Request, env: Env): Promise<Response> => {
  const time = new Date().toISOString();
  const health: Health = { ...(await readDatabaseHealth(env)), time, databaseTrend: delayTrendOf(recentDelays()) };
  return json(health, { status: health.database ? 200 : 503, headers: { "cache-control": "no-store" } });
};
