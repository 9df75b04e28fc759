import { applyD1Migrations, env, reset } from "cloudflare:test";
import { beforeEach } from "vitest";

declare global {
  namespace Cloudflare {
    interface Env {
      DB: D1Database;
      ASSETS: Fetcher;
      API_SECRET_KEY: string;
      MIGRATIONS: Parameters<typeof applyD1Migrations>[1];
    }
  }
}

// Every test begins with the tables as the migrations leave them, and nothing in them.
beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});
