import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

describe("parseJson", () => {
  it("takes what Python writes for no number as not known, but not within a text", () => {
    expect(parseJson('{"a": NaN, "b": [-Infinity, Infinity], "c": "NaN \\" Infinity"}')).toEqual({
      a: null,
      b: [null, null],
      c: 'NaN " Infinity',
    });
    expect(() => parseJson('{"a": NaN')).toThrow();
  });

  it("leaves texts alone that end in backslashes or hold what looks like it", () => {
    const value = { a: "\\\\", b: 'NaN "Infinity" \\\\"', Infinity: 1, n: "-I", i: "I" };
    const text = JSON.stringify(value);
    expect(parseJson(`{"x": NaN, ${text.slice(1)}`)).toEqual({ x: null, ...value });
    expect(parseJson("[NaN,-Infinity,NaN]")).toEqual([null, null, null]);
    for (const broken of ["[NaNs]", "[-I]", "[Infinity2]", '["NaN', "[N]"]) expect(() => parseJson(broken)).toThrow();
  });

  it("takes texts of any length beside it", () => {
    const long = 'x\\"'.repeat(3_000_000);
    expect(parseJson(`[NaN, ${JSON.stringify(long)}]`)).toEqual([null, long]);
  });
});
