import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeEach } from "vitest";

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

const isEmpty = async () => (await env.DB.prepare("SELECT count(*) AS runs FROM benchmark_runs").first("runs")) === 0;

/**
 * Empties the database. Seen on a busy machine: after many requests at once, `reset` returned and the rows of the
 * test before were still there. So it is looked after.
 */
export const startAfresh = async (): Promise<void> => {
  for (let tries = 0; tries < 5; tries += 1) {
    await reset();
    await applyD1Migrations(env.DB, env.MIGRATIONS);
    if (await isEmpty()) return;
  }
  throw new Error("the database is not empty after five resets");
};

// Every test begins with the tables as the migrations leave them, and nothing in them.
beforeEach(startAfresh);
