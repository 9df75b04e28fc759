import { describe, expect, it } from "vitest";
import {
  amountIn,
  arrayIn,
  booleanIn,
  countedTogether,
  countIn,
  epochIn,
  measuredIn,
  momentIn,
  nameIn,
  numberIn,
  numericIn,
  objectIn,
  plainText,
  scoreIn,
  textIn,
  verdictIn,
  withoutAbsent,
} from "./foreign-values.ts";
import { FormatError } from "./format-error.ts";

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
    ["2026-02-29", undefined],
    ["2026-04-31T00:00:00Z", undefined],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["0001-01-01T00:00:00Z", undefined],
    ["1970-01-01T00:00:00Z", undefined],
    ["1970-01-01T00:00:01Z", "1970-01-01T00:00:01.000Z"],
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
    [1767225600.5, "2026-01-01T00:00:00.500Z"],
    ["1767225600", "2026-01-01T00:00:00.000Z"],
    [1767225600123, "2026-01-01T00:00:00.123Z"],
    ["1767225600123", "2026-01-01T00:00:00.123Z"],
    [1767225600123456, "2026-01-01T00:00:00.123Z"],
    ["1767225600123456789", "2026-01-01T00:00:00.123Z"],
    [946_684_800, "2000-01-01T00:00:00.000Z"],
    [946_684_799, undefined],
    [99_999_999_999, "5138-11-16T09:46:39.000Z"],
    [100_000_000_000, "1973-03-03T09:46:40.000Z"],
    [1e20, undefined],
    [0, undefined],
    [350, undefined],
    [-1767225600, undefined],
    ["", undefined],
    ["2026-01-01", undefined],
    [null, undefined],
  ])("takes the count %j for the moment %j", (value, moment) => {
    expect(epochIn(value)).toBe(moment);
  });

  it.each([
    [true, true],
    [false, false],
    [null, undefined],
    [undefined, undefined],
  ])("takes %j for the verdict %j", (value, verdict) => {
    expect(verdictIn(value, "passed")).toBe(verdict);
  });

  it.each([
    ["true", '"true"'],
    [1, "1"],
    [{ a: 1 }, '{"a":1}'],
    ["x".repeat(90), `"${"x".repeat(59)}`],
  ])("refuses %j as a verdict", (value, inWords) => {
    expect(() => verdictIn(value, "passed")).toThrow(new FormatError(`passed must be true or false: ${inWords}`));
  });

  it.each([
    [0.5, 0.5],
    ["0.5", 0.5],
    [0, 0],
    [null, undefined],
    [undefined, undefined],
  ])("takes %j for the score %j", (value, score) => {
    expect(scoreIn(value, "reward")).toBe(score);
  });

  it.each([
    ["85%", '"85%"'],
    [true, "true"],
    [[1], "[1]"],
    ["", '""'],
  ])("refuses %j as a score", (value, inWords) => {
    expect(() => scoreIn(value, "reward")).toThrow(new FormatError(`reward must be a number: ${inWords}`));
  });

  it.each([
    ["a", "a"],
    [" a\nb\tc ", "a b c"],
    ["a\r\n\u0000b", "a b"],
    ["a\u2028b\u2029c\u0085d", "a b c d"],
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
