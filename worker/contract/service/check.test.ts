import { describe, expect, it } from "vitest";
import * as z from "zod";
import { saidOf } from "../../testing/said-of.ts";
import { RunSchema } from "../runs/run.ts";

describe("check", () => {
  it.each<[unknown, z.ZodType, string]>([
    [undefined, z.string(), "is missing"],
    [1, z.string(), "must be a string, not a number"],
    [null, z.number(), "must be a number, not null"],
    [[], z.strictObject({}), "must be an object, not a list"],
    ["x", z.boolean(), "must be true or false, not a string"],
    [1.5, z.int(), "must be a whole number, not 1.5"],
    // What 1e400 is in JSON.
    [Number.POSITIVE_INFINITY, z.number(), "must be a number, not Infinity"],
    [Number.NaN, z.number(), "must be a number, not NaN"],
    ["", z.string().min(1), "must not be empty"],
    ["a", z.string().min(3), "must have at least 3 characters"],
    ["abc", z.string().max(1), "must have at most 1 character"],
    [[1, 2], z.array(z.number()).max(1), "must hold at most 1 item"],
    [1001, z.number().max(1000), "must be at most 1,000"],
    [0, z.number().positive(), "must be more than 0"],
    ["compleeted", z.enum(["completed", "failed"]), "must be one of completed, failed (did you mean completed?)"],
    [3, z.literal("a"), "must be a"],
    [true, z.union([z.string(), z.number()]), "matches none of the allowed forms"],
    [{ modle: 1 }, z.strictObject({ model: z.number().optional() }), "unknown field modle (did you mean model?)"],
    [{ x: 1, y: 2 }, z.strictObject({ model: z.number().optional() }), "unknown fields x, y"],
  ])("says of %j: %s", (value, schema, said) => {
    expect(saidOf(schema, value)).toEqual([said]);
  });

  it("says of a run which field is missing, and where a value is", () => {
    expect(saidOf(RunSchema, { evaluations: [{ evaluatorName: "e", score: "1", maxScore: 1 }], modle: "x" })).toEqual([
      ...["runId", "suite", "scenario", "tier", "agent", "status", "startedAt"].map((field) => `${field} is missing`),
      "evaluations[0].score must be a number, not a string",
      "unknown field modle (did you mean model?)",
    ]);
  });

  it("leaves a schema the words that it has of its own", () => {
    expect(saidOf(z.string("must name an entry"), 1)).toEqual(["must name an entry"]);
    expect(
      saidOf(
        z.string().refine(() => false, "must not be blank"),
        " ",
      ),
    ).toEqual(["must not be blank"]);
  });
});
