import { expect, it } from "vitest";
import { readMapping } from "./read-mapping.ts";

it("reads what is stated, each in its type", () => {
  expect(readMapping([])).toEqual({});
  const texts = ["suite=a=b", "total=500", "synthetic=true", "startedAt=2026-01-02", "variant=two\nlines"];
  expect(readMapping(texts)).toEqual({
    suite: "a=b",
    total: 500,
    synthetic: true,
    startedAt: "2026-01-02T00:00:00.000Z",
    variant: "two\nlines",
  });
  expect(readMapping(["synthetic=false", "total=999999999"])).toEqual({ synthetic: false, total: 999_999_999 });
});

it.each([
  [["suite"], "--map must be key=value with a key of suite, suiteVersion, "],
  [["suite="], /: suite=$/],
  [["siute=x"], /: siute=x \(did you mean suite\?\)$/],
  [["=x"], "--map must be key=value"],
  [["runId=x"], "--map must be key=value"],
  [["Suite=x"], "--map must be key=value"],
  [["suite=a", "suite=b"], "--map states suite twice: a and b"],
  [["total=0"], "--map total must be a whole number of at least 1: 0"],
  [["total=1.5"], "--map total must be a whole number"],
  [["total=x5"], "--map total must be a whole number"],
  [["total=5x"], "--map total must be a whole number"],
  [["total=1234567890"], "--map total must be a whole number"],
  [["synthetic=yes"], "--map synthetic must be true or false: yes"],
  [["startedAt=yesterday"], "--map startedAt must be a day or a moment such as 2026-08-01T12:00:00Z: yesterday"],
])("refuses %j", (texts, message) => {
  expect(() => readMapping(texts)).toThrow(message);
});
