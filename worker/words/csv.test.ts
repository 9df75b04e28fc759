import { describe, expect, it } from "vitest";
import { csvLine } from "./csv.ts";

describe("csvLine", () => {
  it("ends as RFC 4180 has it, and leaves unknown values empty", () => {
    expect(csvLine(["a", 1, null, undefined, 0])).toBe("a,1,,,0\r\n");
  });

  it.each([
    ["plain", "plain"],
    [false, "false"],
    [0, "0"],
    [-1.5e-9, "-1.5e-9"],
    [Number.NEGATIVE_INFINITY, "'-Infinity"],
    ["-12", "-12"],
    ["+5", "+5"],
    ['a "b"', '"a ""b"""'],
    ["a,b", '"a,b"'],
    ["a\nb", '"a\nb"'],
    ["=1+1", "'=1+1"],
    ["+1 234", "'+1 234"],
    ["-1+cmd", "'-1+cmd"],
    ["+SUM(A1)", "'+SUM(A1)"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", `"'\r=1"`],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
    ["a=1", "a=1"],
  ])("writes %j as %s", (value, cell) => {
    expect(csvLine([value])).toBe(`${cell}\r\n`);
  });
});
