import { describe, expect, it } from "vitest";
import * as z from "zod";
import { takeWhole } from "./take-whole.ts";

const isOne = (value: unknown): boolean => Array.isArray(value) && value.length === 1 && value[0] === 1;
const schema = takeWhole(
  z
    .array(z.int().max(5))
    .refine(([first]) => first !== 0, "begins with 0")
    .describe("Numbers."),
  isOne,
);

describe("a schema that takes some values whole", () => {
  it("gives the very value", () => {
    const sound = [1];
    expect(schema.parse(sound)).toBe(sound);
    const inside = z.strictObject({ list: z.union([schema, z.string()]).optional() }).parse({ list: sound });
    expect(inside.list).toBe(sound);
  });

  it("looks closer at any other", () => {
    expect(schema.parse([2, 3])).toEqual([2, 3]);
    expect(schema.safeParse([6]).error?.issues).toMatchObject([{ code: "too_big", path: [0] }]);
    expect(schema.safeParse([0]).error?.issues).toMatchObject([{ message: "begins with 0" }]);
  });

  it("is described as before", () => {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: "array", description: "Numbers." });
  });
});
