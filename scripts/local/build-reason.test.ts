import { expect, it } from "vitest";
import { inProject } from "../command/project.ts";
import { reasonIn, withoutClock } from "./build-reason.ts";

const STACK = ["Stack trace:", "    at build (file:///x.js:1:2)"];

it.each<[string, string[], string]>([
  [
    "takes the message, without the time of day",
    ["12:34:56 [ERROR] no snapshot", "  try again"],
    "[ERROR] no snapshot\ntry again",
  ],
  [
    "leaves out which hook it was, empty lines and the stack",
    [
      "An unhandled error occurred while running the astro:build hook",
      "",
      "bad data",
      "Location:",
      "/elsewhere/a.ts:1",
      ...STACK,
    ],
    "bad data",
  ],
  [
    "says where in the project's own sources it happened",
    ["bad data", "  Location:", `    ${inProject("site", "pages", "index.astro")}:5:3`, ...STACK],
    "bad data\n  in site/pages/index.astro:5:3",
  ],
  [
    "names no place in a package",
    ["bad data", "Location:", inProject("node_modules", "astro", "x.js"), ...STACK],
    "bad data",
  ],
  ["names no place where none is given", ["bad data", "Location:"], "bad data"],
  ["says that there is no reason", ["  ", "Location:", "/x"], "the build gave no reason"],
  ["says that there is no output", [], "the build gave no reason"],
])("%s", (_, lines, reason) => {
  expect(reasonIn(lines)).toBe(reason);
});

it("takes ten lines of a message at most", () => {
  expect(reasonIn(Array.from({ length: 12 }, (_, n) => `line ${n}`)).split("\n")).toHaveLength(10);
});

it.each([
  ["12:34:56 built", "built"],
  ["  01:02:03   [WARN] x", "[WARN] x"],
  ["at 12:34:56", "at 12:34:56"],
  ["1:2:3 x", "1:2:3 x"],
])("takes the time of day from %j", (line, text) => {
  expect(withoutClock(line)).toBe(text);
});
