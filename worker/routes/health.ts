import type { Health } from "#contract/health.ts";
import { openDatabase } from "../db/database.ts";
import { readSchemaVersion } from "../db/schema-version.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";

/** GET /health: whether the service can answer. */
export const readHealth = async (_request: Request, env: Env): Promise<Response> => {
  const time = new Date().toISOString();
  try {
    const schemaVersion = await readSchemaVersion(openDatabase(env.DB));
    const health: Health = { status: "ok", time, database: true, schemaVersion };
    return json(health, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    console.error("health: the database does not answer", error);
    const health: Health = { status: "unavailable", time, database: false, schemaVersion: null };
    return json(health, { status: 503, headers: { "cache-control": "no-store" } });
  }
};
