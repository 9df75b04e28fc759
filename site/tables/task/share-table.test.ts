import { expect, it } from "vitest";
import { shareTable } from "./share-table.ts";

it("draws a share with its interval, in per cent", () => {
  const share = { name: "<m>", solved: 1, entries: 4, interval: { low: 0.00631, high: 0.80588 } };
  const { heads, rows } = shareTable("Model", [share]);
  expect(heads.map(({ heading }) => heading)).toEqual(["Model", "Solve it", "Share, drawn, %"]);
  expect(heads[2]?.html).toContain('style="--v:25">25');
  expect(rows[0]?.attributes).toEqual({ style: "--e:25;--a:0.63;--b:80.59" });
  expect(rows[0]?.cells).toContain("&lt;m&gt;");
  expect(rows[0]?.cells).toContain("1 of 4");
});
