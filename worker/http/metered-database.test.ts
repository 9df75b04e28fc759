import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { meterDatabase } from "./metered-database.ts";

/** What D1 itself says of a statement. */
const costOf = ({ meta }: D1Result) => ({ queries: 1, rowsRead: meta.rows_read, rowsWritten: meta.rows_written });

describe("meterDatabase", () => {
  beforeEach(async () => {
    await env.DB.exec("INSERT INTO tiers (id, tier) VALUES (1, 'a'), (2, 'b'), (3, 'c')");
  });

  it("begins at nothing", () => {
    expect(meterDatabase(env.DB).cost).toEqual({ queries: 0, rowsRead: 0, rowsWritten: 0, milliseconds: 0 });
  });

  it("answers as D1 does, and counts what D1 says", async () => {
    const { binding, cost } = meterDatabase(env.DB);
    const query = "SELECT id, tier FROM tiers WHERE id > ? ORDER BY id";
    const plain = await env.DB.prepare(query).bind(1).all();
    expect((await binding.prepare(query).bind(1).all()).results).toEqual(plain.results);
    expect(cost).toMatchObject(costOf(plain));
    expect(cost.rowsRead).toBeGreaterThan(0);
    expect(cost.milliseconds).toBeGreaterThanOrEqual(0);
  });

  it("gives rows as lists, in the order of the columns", async () => {
    const { binding, cost } = meterDatabase(env.DB);
    expect(await binding.prepare("SELECT tier, id FROM tiers ORDER BY id").raw()).toEqual([
      ["a", 1],
      ["b", 2],
      ["c", 3],
    ]);
    expect(cost.queries).toBe(1);
  });

  it("counts rows that are written, indexes included", async () => {
    const { binding, cost } = meterDatabase(env.DB);
    await binding.prepare("INSERT INTO tiers (id, tier) VALUES (?, ?)").bind(4, "d").run();
    expect(cost.rowsWritten).toBe(3);
    expect(await env.DB.prepare("SELECT count(*) AS n FROM tiers").first("n")).toBe(4);
  });

  it("adds up a batch, each statement for itself", async () => {
    const { binding, cost } = meterDatabase(env.DB);
    const results = await binding.batch([
      binding.prepare("SELECT id FROM tiers"),
      binding.prepare("DELETE FROM tiers WHERE id = ?").bind(1),
      // One that was prepared without the meter is counted as well.
      env.DB.prepare("SELECT id FROM tiers"),
    ]);
    expect(results.map((result) => result.results.length)).toEqual([3, 0, 2]);
    const sum = (of: (result: D1Result) => number) => results.reduce((total, result) => total + of(result), 0);
    expect(cost).toMatchObject({
      queries: 3,
      rowsRead: sum(({ meta }) => meta.rows_read),
      rowsWritten: sum(({ meta }) => meta.rows_written),
    });
  });

  it("adds the time of a query that fails, and counts nothing of it", async () => {
    const { binding, cost } = meterDatabase(env.DB);
    await expect(binding.prepare("SELECT * FROM not_there").all()).rejects.toThrow(/no such table/);
    await expect(binding.prepare("SELECT * FROM not_there").raw()).rejects.toThrow(/no such table/);
    expect(cost).toMatchObject({ queries: 0, rowsRead: 0, rowsWritten: 0 });
  });

  it("keeps the costs of two requests apart", async () => {
    const [one, other] = [meterDatabase(env.DB), meterDatabase(env.DB)];
    await one.binding.prepare("SELECT id FROM tiers").all();
    expect([one.cost.queries, other.cost.queries]).toEqual([1, 0]);
  });
});
