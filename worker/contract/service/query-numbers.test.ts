import { describe, expect, it } from "vitest";
import * as z from "zod";
import { exampleUrlOf } from "../openapi/example-request.ts";
import { OPERATION_LIST } from "../operations.ts";
import { decimalNumber, wholeNumber } from "./query-numbers.ts";

const whole = wholeNumber({ min: 1, max: 100 }, "is refused");
const decimal = decimalNumber({ min: 0, max: 1 }, "is refused");

/** What Number() takes for a number, and no reader of an address does. */
const ODD = ["1e0", "1E0", "0x1", "0b1", "+1", " 1", "1 ", "1_0", "", ".5", "1.", "1,0", "Infinity", "NaN", "١", "1n"];

describe("numbers in queries", () => {
  it("are read from digits", () => {
    expect([whole.parse("1"), whole.parse("007"), whole.parse("100")]).toEqual([1, 7, 100]);
    expect([decimal.parse("0"), decimal.parse("0.25"), decimal.parse("1")]).toEqual([0, 0.25, 1]);
  });

  it("of a client are taken as they are", () => {
    expect(whole.parse(7)).toBe(7);
    expect(decimal.parse(1e-7)).toBe(1e-7);
  });

  it.each([...ODD, "-1", "101", "1.0", "1.5", "0", "9".repeat(20), "9".repeat(400)])(
    "that are whole are never %j",
    (text) => {
      expect(whole.safeParse(text).error?.issues.map(({ message }) => message)).toEqual(["is refused"]);
    },
  );

  it.each([...ODD, "-0.5", "1.1", "1.2.3", "9".repeat(400)])("with decimals are never %j", (text) => {
    expect(decimal.safeParse(text).error?.issues.map(({ message }) => message)).toEqual(["is refused"]);
  });

  it.each([null, undefined, ["1"], true, 1.5])("are never %j", (given) => {
    expect(whole.safeParse(given).success).toBe(false);
  });

  it("are read by the same rule at every operation", () => {
    const taken = OPERATION_LIST.flatMap((operation) => {
      const { query } = operation;
      if (!query) return [];
      const { properties = {} } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
      const example = Object.fromEntries(new URL(exampleUrlOf(operation), "http://localhost").searchParams);
      return Object.entries(properties).flatMap(([name, schema]) => {
        const isNumber = typeof schema === "object" && (schema.type === "integer" || schema.type === "number");
        if (!isNumber && name !== "days") return [];
        const takes = (text: string) => query.safeParse({ ...example, [name]: text }).success;
        return [{ at: `${operation.id} ${name}`, digits: takes("1") || takes("0.6"), odd: ODD.filter(takes) }];
      });
    });
    expect(taken.length).toBeGreaterThan(8);
    expect(taken.filter(({ digits, odd }) => !digits || odd.length > 0)).toEqual([]);
  });
});
