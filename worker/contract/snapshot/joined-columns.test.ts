import { describe, expect, it } from "vitest";
import { joinNumbers, joinValues } from "./joined-columns.ts";

const piece = <Value>(...values: Value[]) => ({
  length: values.length,
  of: (row: number): Value => values[row] as Value,
});

describe("joinNumbers", () => {
  it.each([
    [Uint8Array, [0, 255]],
    [Uint16Array, [0, 256]],
    [Uint16Array, [65_535]],
    [Uint32Array, [65_536, 0]],
    [Uint32Array, [4_294_967_295]],
    [Float64Array, [4_294_967_296]],
    [Float64Array, [Number.MAX_SAFE_INTEGER, 1]],
    [Float64Array, [1, -1]],
    [Uint8Array, []],
  ])("keeps whole numbers in a %o as narrow as they allow: %j", (kind, values) => {
    const column = joinNumbers([piece(...values)]);
    expect(column).toBeInstanceOf(kind);
    expect([...column]).toEqual(values);
  });

  it("lays pieces behind each other", () => {
    expect([...joinNumbers([piece(1, 2), piece<number>(), piece(300)])]).toEqual([1, 2, 300]);
  });
});

describe("joinValues", () => {
  it("is as narrow where all are numbers", () => {
    expect(joinValues([piece<number | string>(1), piece<number | string>(2)])).toEqual(new Uint8Array([1, 2]));
  });

  it("keeps the digits of what no number holds", () => {
    const digits = "-90071992547409930";
    expect(joinValues([piece<number | string>(1, 2), piece<number | string>(digits, 3)])).toEqual([1, 2, digits, 3]);
  });
});
