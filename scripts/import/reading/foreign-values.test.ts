import { describe, expect, it } from "vitest";
import {
  amountIn,
  arrayIn,
  booleanIn,
  countedTogether,
  countIn,
  epochMillisecondsIn,
  epochSecondsIn,
  measuredIn,
  momentIn,
  nameIn,
  numberIn,
  numericIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "./foreign-values.ts";

/** What is none of what a reader looks for. */
const OTHERS = [undefined, null, "", " ", "x", true, [], {}, Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1.5];

describe("readers of values", () => {
  it.each<[string, (value: unknown) => unknown, unknown[]]>([
    ["objectIn", objectIn, [{}]],
    ["arrayIn", arrayIn, [[]]],
    ["numberIn", numberIn, [-1, 0, 1.5]],
    ["amountIn", amountIn, [0, 1.5]],
    ["countIn", countIn, [0]],
    ["measuredIn", measuredIn, [1.5]],
    ["booleanIn", booleanIn, [true]],
  ])("%s takes nothing else", (_name, read, taken) => {
    expect(OTHERS.map(read).filter((value) => value !== undefined)).toEqual(taken);
  });

  it.each([
    ["a", "a"],
    [" a ", " a "],
    [0, "0"],
    [1.5, "1.5"],
    ["", undefined],
    [" \n", undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [true, undefined],
  ])("takes %j for the text %j", (value, text) => {
    expect(textIn(value)).toBe(text);
  });

  it.each([
    ["1.5", 1.5],
    [" 2 ", 2],
    ["-3e2", -300],
    [4, 4],
    ["", undefined],
    [" ", undefined],
    ["61.3%", undefined],
    ["Infinity", undefined],
    [null, undefined],
    [[5], undefined],
  ])("takes %j for the number %j", (value, number) => {
    expect(numericIn(value)).toBe(number);
  });

  it.each([
    ["2026-01-02", "2026-01-02T00:00:00.000Z"],
    ["2026-01-02T03:04", "2026-01-02T03:04:00.000Z"],
    ["2026-01-02 03:04:05", "2026-01-02T03:04:05.000Z"],
    ["2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05.678Z"],
    ["2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.000Z"],
    ["2026-01-02T03:04:05-0230", "2026-01-02T05:34:05.000Z"],
    ["2026-01-02 03:04:05 Z", "2026-01-02T03:04:05.000Z"],
    [" 2026-01-02 ", "2026-01-02T00:00:00.000Z"],
    ["2026-13-02", undefined],
    ["2026-01-02T25:00", undefined],
    ["x2026-01-02", undefined],
    ["2026-01-02x", undefined],
    ["02.01.2026", undefined],
    ["01/02/2026", undefined],
    [20260102, undefined],
    [undefined, undefined],
  ])("takes %j for the moment %j", (value, moment) => {
    expect(momentIn(value)).toBe(moment);
  });

  it.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [1.5, "1970-01-01T00:00:01.500Z"],
    ["1767225600", "2026-01-01T00:00:00.000Z"],
    ["", undefined],
    ["2026-01-01", undefined],
    [-1, undefined],
    [8.64e12, "+275760-09-13T00:00:00.000Z"],
    [8.65e12, undefined],
    [null, undefined],
  ])("takes the seconds %j for the moment %j", (value, moment) => {
    expect(epochSecondsIn(value)).toBe(moment);
  });

  it.each([
    [1, "1970-01-01T00:00:00.001Z"],
    ["1767225600000", "2026-01-01T00:00:00.000Z"],
    [0, undefined],
    [-1, undefined],
    [8.65e15, undefined],
    ["x", undefined],
  ])("takes the milliseconds %j for the moment %j", (value, moment) => {
    expect(epochMillisecondsIn(value)).toBe(moment);
  });

  it.each([
    ["a", "a"],
    [" a\nb\tc ", "a b c"],
    ["a\r\n\u0000b", "a b"],
    ["\ud800x", "\ufffdx"],
    [7, "7"],
    ["\n", undefined],
    [null, undefined],
    ["x".repeat(512), "x".repeat(512)],
  ])("takes %j for the name %j", (value, name) => {
    expect(nameIn(value)).toBe(name);
  });

  it("cuts a name that is too long, and tells two such names apart", () => {
    const [a, b] = [nameIn(`${"x".repeat(600)}a`), nameIn(`${"x".repeat(600)}b`)];
    expect(a).toHaveLength(512);
    expect(a).toMatch(/^x{498}… [\da-f]{12}$/);
    expect(b).not.toBe(a);
    expect(nameIn("abcdefghijklmnopqrstuvwxyz", 20)).toMatch(/^abcdef… [\da-f]{12}$/);
    expect(nameIn("abcdefghijklmnopqrst", 20)).toBe("abcdefghijklmnopqrst");
  });

  it("keeps free text without what cannot be stored, as far as anybody reads", () => {
    expect(plainText("a\n\0b\ud800")).toBe("a\nb\ufffd");
    expect(plainText("x".repeat(20_000))).toHaveLength(20_000);
    expect(plainText("x".repeat(20_001))).toBe(`${"x".repeat(20_000)} … (20001 characters)`);
    expect(plainText(null)).toBeUndefined();
  });

  it("leaves out what is absent, and nothing else", () => {
    expect(withoutAbsent({ a: 0, b: "", c: false, d: null, e: undefined })).toEqual({ a: 0, b: "", c: false });
    expect(withoutAbsent({ d: null, e: undefined })).toBeUndefined();
    expect(withoutAbsent({})).toBeUndefined();
  });

  it.each([
    [{ a: 0, b: 0 }, {}],
    [{ a: 0, b: undefined }, {}],
    [
      { a: 0, b: 1 },
      { a: 0, b: 1 },
    ],
    [
      { a: undefined, b: 1 },
      { a: undefined, b: 1 },
    ],
  ])("takes the counts %j for %j", (counts, taken) => {
    expect(countedTogether<Record<string, number | undefined>>(counts)).toEqual(taken);
  });
});
