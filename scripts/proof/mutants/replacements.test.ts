import { describe, expect, it } from "vitest";
import { findChanges } from "./find-changes.ts";
import { isSql } from "./replacements.ts";

/** What becomes of an expression. */
const becomes = (code: string) => findChanges(`f(${code});`).map(({ shown }) => shown);

describe("replacements", () => {
  it.each([
    ["<", "<="],
    ["<=", "<"],
    [">", ">="],
    [">=", ">"],
    ["===", "!=="],
    ["!==", "==="],
    ["+", "-"],
    ["-", "+"],
    ["*", "/"],
    ["/", "*"],
    ["%", "*"],
    ["**", "*"],
    ["&&", "||"],
    ["||", "&&"],
    ["+=", "-="],
    ["-=", "+="],
    ["*=", "/="],
    ["/=", "*="],
  ])("takes the place of %s by %s", (operator, other) => {
    expect(becomes(`a ${operator} b`)).toContain(`${operator} → ${other}`);
  });

  it.each([
    ["Math.min(a)", "min → max"],
    ["Math.max(a)", "max → min"],
    ["Math.floor(a)", "floor → ceil"],
    ["Math.ceil(a)", "ceil → floor"],
    ["a.some(b)", "some → every"],
    ["a.every(b)", "every → some"],
    ["a.startsWith(b)", "startsWith → endsWith"],
    ["a.endsWith(b)", "endsWith → startsWith"],
  ])("turns %s round: %s", (code, change) => {
    expect(becomes(code)).toContain(change);
  });

  it.each(["filter", "sort", "toSorted", "reverse", "toReversed", "slice", "trim", "toLowerCase"])(
    "leaves the call of %s out",
    (method) => {
      expect(becomes(`list.${method}(b)`)).toContain(`list.${method}(b) → list`);
    },
  );

  it.each(["constructor", "toString", "map"])("knows nothing to put in place of %s", (method) => {
    expect(becomes(`list.${method}(b)`)).toEqual([`f(list.${method}(b)) → undefined`]);
  });

  it.each([
    ["0", "0 → 1"],
    ["1", "1 → 0"],
    ["2.5", "2.5 → (2.5 + 1)"],
    ['""', '"" → "changed"'],
    ['"a"', '"a" → ""'],
    ["`a`", '`a` → ""'],
    ["true", "true → false"],
    ["false", "false → true"],
    ["[a]", "[a] → []"],
    ["/^a/", "/^a/ → /a/"],
    ["/a$/i", "/a$/i → /a/i"],
    ["!a", "!a → (a)"],
    ["-a", "-a → (a)"],
    ["++a", "++a → --a"],
    ["a++", "a++ → a--"],
    ["a--", "a-- → a++"],
    ["a ?? b", "a ?? b → b"],
  ])("changes %s", (code, change) => {
    expect(becomes(code)).toContain(change);
  });

  it.each(["[]", "/a/", "/a\\$/", "~a", "+a", "({ name: a })"])("finds nothing in %s itself", (code) => {
    expect(becomes(code)).toHaveLength(1);
  });
});

it.each([
  ["SELECT a", true],
  ["a FROM runs", true],
  ["ORDER BY a", true],
  ["GROUP BY a", true],
  ["PRAGMA a", true],
  ["select the best", false],
  ["SELECTED", false],
  ["ORDER a", false],
])("takes %j for SQL: %j", (text, is) => {
  expect(isSql(text)).toBe(is);
});
