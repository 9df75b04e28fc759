import { expect, it } from "vitest";
import { listBatches } from "../snapshot/batches.ts";
import { BATCH_COLUMNS } from "./batch-columns.ts";
import { pageTable } from "./column.ts";

it("writes the costs of batches to one number of decimals, with the share of the runs that report them", () => {
  const batches = listBatches({
    batches: [
      {
        ...{ batchId: ["dear", "cheap", "silent"], createdAt: [3, 2, 1], claimed: {}, pass: [2, 1, 1] },
        ...{ costRuns: [1, 1, 0], costSum: [2.5e12, 1.25e10, 0], costPasses: [1, 1, 0] },
      },
    ],
  });
  const { rows } = pageTable(BATCH_COLUMNS, batches);
  expect(
    rows.map(({ cells }) =>
      cells
        .replace(/<[^>]+>/g, " ")
        .trim()
        .split("  ")
        .at(-1)
        ?.trim(),
    ),
  ).toEqual(["$2.5000 (50%)", "$0.0125", "n/a"]);
});
