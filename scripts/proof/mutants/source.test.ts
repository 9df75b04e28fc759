import { expect, it } from "vitest";
import { keepsState, readSource } from "./source.ts";

it("reads a source with its changes", () => {
  const { file, text, changes } = readSource("scripts/proof/mutants/testing/half-tested.ts");
  expect(file).toBe("scripts/proof/mutants/testing/half-tested.ts");
  expect(text).toContain("value > 10");
  expect(changes.map(({ shown }) => shown)).toContain("> → >=");
});

it.each([
  ["let count = 0;", true],
  ["var count = 0;", true],
  ["const known = new Map();", true],
  ["const known = new Map<string, number>([]), other = new Set;", true],
  ["const first = 1, known = new Set();", true],
  ["const known = new Set(['a']);", false],
  ["const known = [];", false],
  ["const of = () => { let count = 0; return new Map(); };", false],
  ["export const limit = 5;", false],
])("says of %j whether it keeps something from call to call: %j", (text, keeps) => {
  expect(keepsState({ file: "a.ts", text, changes: [] })).toBe(keeps);
});
