import { expect, it } from "vitest";
import { costOf } from "./request-cost.ts";

it.each([
  ["db;rows_read=12;rows_written=3", 12, 3],
  ["rows_written=0, rows_read=4567", 4567, 0],
  ["rows_read=12", 12, Number.NaN],
  ["all_rows_read=5", Number.NaN, Number.NaN],
  ["", Number.NaN, Number.NaN],
])("reads what a request cost from %j", (timing, rowsRead, rowsWritten) => {
  const response = new Response(null, { headers: { "server-timing": timing } });
  expect(costOf(response)).toEqual({ rowsRead, rowsWritten });
});

it("does not know what a request cost that does not say", () => {
  expect(costOf(new Response())).toEqual({ rowsRead: Number.NaN, rowsWritten: Number.NaN });
});
