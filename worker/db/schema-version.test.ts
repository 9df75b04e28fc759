import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./database.ts";
import { NEWEST_MIGRATION } from "./newest-migration.ts";
import { isBehind, readSchemaVersion } from "./schema-version.ts";

describe("the schema's version", () => {
  it("is the newest migration once all are applied", async () => {
    expect(NEWEST_MIGRATION).toBe(env.MIGRATIONS.at(-1)?.name);
    const version = await readSchemaVersion(openDatabase(env.DB));
    expect(version).toBe(NEWEST_MIGRATION);
    expect(isBehind(version)).toBe(false);
  });

  it("is behind when a migration is missing, and not when there are newer ones", async () => {
    await env.DB.prepare("DELETE FROM d1_migrations WHERE name = ?").bind(NEWEST_MIGRATION).run();
    expect(isBehind(await readSchemaVersion(openDatabase(env.DB)))).toBe(true);
    await env.DB.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')").run();
    expect(isBehind(await readSchemaVersion(openDatabase(env.DB)))).toBe(false);
  });

  it("is unknown before the first migration", async () => {
    await env.DB.exec("DROP TABLE d1_migrations");
    const version = await readSchemaVersion(openDatabase(env.DB));
    expect(version).toBeNull();
    expect(isBehind(version)).toBe(true);
  });
});
