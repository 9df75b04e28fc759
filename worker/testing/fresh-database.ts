import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeEach } from "vitest";
import { tableNames } from "./read-tables.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      ASSETS: Fetcher;
      API_SECRET_KEY: string;
      SNAPSHOTS: R2Bucket;
      MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
    }
  }
}

/** What the migrations leave: the whole schema as a text, and the statements that bring a used database back to it. */
interface Fresh {
  schema: string;
  emptying: string[];
}
let fresh: Fresh | undefined;

const isEmpty = async () => (await env.DB.prepare("SELECT count(*) AS runs FROM benchmark_runs").first("runs")) === 0;

/** Everything that SQLite knows of the schema: tables, indexes, triggers, views and what it has learned of them. */
const readSchema = async (): Promise<string> => {
  const { results } = await env.DB.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
  return JSON.stringify(results);
};

/** The rows that the migrations put in. */
const seeds = () =>
  env.MIGRATIONS.flatMap(({ queries }) => queries).filter((query) => /^(?:--.*\n|\s)*INSERT\b/.test(query));

const readFresh = async (): Promise<Fresh> => {
  const { results } = await env.DB.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '% DELETE ON %'",
  ).all<{ name: string; sql: string }>();
  return {
    schema: await readSchema(),
    emptying: [
      "PRAGMA defer_foreign_keys = on",
      // Some forbid what is done here; the others would count row after row.
      ...results.map(({ name }) => `DROP TRIGGER ${name}`),
      ...(await tableNames()).map((name) => `DELETE FROM ${name}`),
      ...results.map(({ sql }) => sql),
      ...seeds(),
    ],
  };
};

const emptyBucket = async (): Promise<void> => {
  // A list has 1,000 objects at most.
  const { objects, truncated } = await env.SNAPSHOTS.list();
  if (objects.length > 0) await env.SNAPSHOTS.delete(objects.map(({ key }) => key));
  if (truncated) await emptyBucket();
};

/**
 * Makes the storage anew. Seen on a busy machine: after many requests at once, `reset` returned and the rows of the
 * test before were still there. So it is looked after.
 */
const startOver = async (): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    await reset();
    await applyD1Migrations(env.DB, env.MIGRATIONS);
    if (await isEmpty()) {
      fresh = await readFresh();
      return;
    }
  }
  throw new Error("the database is not empty after five resets");
};

/**
 * Leaves the tables as the migrations do, and nothing in the bucket. All rows go where the schema is what it was, which takes a tenth of
 * making everything anew; where a test has changed the schema, or has done so in the file before, all is made anew.
 */
export const startAfresh = async (): Promise<void> => {
  if (fresh === undefined || (await readSchema()) !== fresh.schema) return startOver();
  await env.DB.batch(fresh.emptying.map((statement) => env.DB.prepare(statement)));
  await emptyBucket();
};

// Every test begins with the tables as the migrations leave them, and nothing in them.
beforeEach(startAfresh);
