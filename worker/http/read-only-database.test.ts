import { env } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { readOnly } from "./read-only-database.ts";

describe("readOnly", () => {
  it("reads as the database itself does, one statement or several", async () => {
    await env.DB.exec("INSERT INTO tiers (id, tier) VALUES (1, 'a'), (2, 'b')");
    const reading = readOnly(env.DB);
    const query = "\n  WITH named AS (SELECT * FROM tiers) SELECT tier FROM named WHERE id > ?";
    expect((await reading.prepare(query).bind(1).all()).results).toEqual([{ tier: "b" }]);
    const results = await reading.batch([reading.prepare("select id from tiers"), reading.prepare("SELECT 1 AS one")]);
    expect(results.map((result) => result.results.length)).toEqual([2, 1]);
  });

  it.each([
    "INSERT INTO tiers (id, tier) VALUES (1, 'a')",
    "  update tiers SET tier = 'a'",
    "DELETE FROM tiers",
    "REPLACE INTO tiers (id, tier) VALUES (1, 'a')",
    "WITH named AS (SELECT 1) DELETE FROM tiers",
    "WITH named AS (SELECT 1)\nINSERT INTO tiers SELECT 1, 'a'",
    "DROP TABLE tiers",
    "PRAGMA user_version = 1",
    "",
  ])("takes no statement such as %j", async (statement) => {
    expect(() => readOnly(env.DB).prepare(statement)).toThrow(`a dry run must not write: ${statement}`);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM tiers").first("n")).toBe(0);
  });

  it("takes columns and values that only sound like writing", async () => {
    const { results } = await readOnly(env.DB)
      .prepare("SELECT ? AS updated, replace('a', 'a', 'b') AS changed")
      .bind("DELETE FROM tiers")
      .all();
    expect(results).toEqual([{ updated: "DELETE FROM tiers", changed: "b" }]);
  });
});
