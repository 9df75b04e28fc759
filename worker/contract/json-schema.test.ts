import { describe, expect, it } from "vitest";
import * as z from "zod";
import { BatchSchema, BatchSubmittedSchema } from "./batch.ts";
import { BulkSubmittedSchema } from "./bulk.ts";
import { HealthSchema } from "./health.ts";
import { ProblemSchema } from "./problem.ts";
import { RunDetailsSchema, RunListSchema, RunSchema, SubmittedSchema } from "./run.ts";
import { RunQuerySchema } from "./run-query.ts";
import { SnapshotSchema } from "./snapshot.ts";

const schemas = {
  run: RunSchema,
  "run-query": RunQuerySchema,
  "run-list": RunListSchema,
  "run-details": RunDetailsSchema,
  submitted: SubmittedSchema,
  batch: BatchSchema,
  "batch-submitted": BatchSubmittedSchema,
  "bulk-submitted": BulkSubmittedSchema,
  health: HealthSchema,
  problem: ProblemSchema,
  snapshot: SnapshotSchema,
};

type Fields = { properties?: Record<string, { description?: string }> };

describe("the contract", () => {
  // A change of the public API shows as a change of these files.
  it.each(Object.entries(schemas))("keeps the JSON Schema of %s", async (name, schema) => {
    const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot(`__snapshots__/${name}.schema.json`);
  });

  it.each(["run", "batch", "problem", "snapshot"] as const)("describes every field of %s", (name) => {
    const { properties = {} } = z.toJSONSchema(schemas[name], { io: "input", unrepresentable: "any" }) as Fields;
    const undescribed = Object.entries(properties).filter(([, { description }]) => !description);
    expect(undescribed.map(([field]) => field)).toEqual([]);
  });
});
