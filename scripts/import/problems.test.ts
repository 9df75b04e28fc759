import { describe, expect, it } from "vitest";
import { problemLines, problemOf } from "./problems.ts";
import { FormatError } from "./reading/format-error.ts";

describe("problemOf", () => {
  const said = (error: unknown) => problemOf("a.json", error).say("a.json");

  it("says whether a file cannot be imported, or not be read", () => {
    expect(said(new FormatError("it is empty"))).toBe("cannot import a.json: it is empty");
    expect(said(new Error("EIO"))).toBe("cannot read a.json to its end: EIO");
    expect(said("why")).toBe("cannot read a.json to its end: why");
  });

  it("keeps to one line, without what a terminal would obey", () => {
    expect(said(new FormatError("a\n\u001b[31mb\u0000c"))).toBe("cannot import a.json: a [31mb c");
  });
});

describe("problemLines", () => {
  const problem = (file: string, reason: string) => problemOf(file, new FormatError(reason));

  it("gives files with the same problem one sentence, by the first of them", () => {
    const many = Array.from({ length: 2_000 }, (_, index) => problem(`${index}.json`, "it is empty"));
    expect(problemLines([...many, problem("x", "it is broken")])).toEqual([
      "cannot import 0.json and 1,999 more: it is empty",
      "cannot import x: it is broken",
    ]);
  });

  it("names up to ten of them one by one, beside each other", () => {
    const few = Array.from({ length: 10 }, (_, index) => problem(`${index}.json`, "it is empty"));
    const lines = problemLines([few[0] as never, problem("x", "it is broken"), ...few.slice(1)]);
    expect(lines).toHaveLength(11);
    expect(lines.slice(9)).toEqual(["cannot import 9.json: it is empty", "cannot import x: it is broken"]);
    expect(problemLines([...few, problem("10.json", "it is empty")])).toEqual([
      "cannot import 0.json and 10 more: it is empty",
    ]);
  });

  it("keeps apart what is said differently of the same reason", () => {
    const partial = { file: "b", say: (name: string) => `${name}: it is empty` };
    expect(problemLines([problem("a", "it is empty"), partial])).toEqual([
      "cannot import a: it is empty",
      "b: it is empty",
    ]);
    expect(problemLines([])).toEqual([]);
  });
});
