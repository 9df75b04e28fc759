import { describe, expect, it } from "vitest";
import { joinColumns, joinNumbers, joinPlaces, narrowColumn, narrowNumbers } from "./joined-columns.ts";

const DIGITS = "-90071992547409930";

describe("narrowNumbers", () => {
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
    const column = narrowNumbers(values);
    expect(column).toBeInstanceOf(kind);
    expect([...column]).toEqual(values);
  });
});

describe("narrowColumn", () => {
  it("is as narrow where all are numbers", () => {
    expect(narrowColumn([1, 2])).toEqual(new Uint8Array([1, 2]));
  });

  it("keeps the digits of what no number holds", () => {
    expect(narrowColumn([1, DIGITS])).toEqual([1, DIGITS]);
  });
});

describe("joinNumbers", () => {
  it.each([
    [Uint8Array, [[1], [2]]],
    [Uint8Array, [[], []]],
    [Uint16Array, [[1, 2], [], [300], [4]]],
    [Uint32Array, [[65_536], [1]]],
    [Float64Array, [[1], [-1], [65_536]]],
    [Float64Array, [[4_294_967_296], [255]]],
  ])("lays columns behind each other in a %o, as narrow as the widest: %j", (kind, lists) => {
    const column = joinNumbers(lists.map(narrowNumbers));
    expect(column).toBeInstanceOf(kind);
    expect([...column]).toEqual(lists.flat());
  });
});

describe("joinColumns", () => {
  it("is as narrow where all hold numbers", () => {
    expect(joinColumns([new Uint8Array([1]), new Uint16Array([2])])).toEqual(new Uint16Array([1, 2]));
  });

  it("is a list where one is", () => {
    expect(joinColumns([new Uint8Array([1, 2]), [DIGITS, 3]])).toEqual([1, 2, DIGITS, 3]);
  });
});

describe("joinPlaces", () => {
  it("changes the places of each column by its own rule, in room for the highest", () => {
    const column = joinPlaces(
      [new Uint8Array([0, 255]), new Uint8Array([1])],
      300,
      (place, piece) => place + 45 * piece,
    );
    expect(column).toEqual(new Uint16Array([0, 255, 46]));
    expect(joinPlaces([new Uint8Array([7])], 255, (place) => place)).toEqual(new Uint8Array([7]));
  });
});
