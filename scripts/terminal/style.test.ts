import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { hasColours, styleFor } from "./style.ts";

const terminal = Object.assign(new PassThrough(), { isTTY: true });
const pipe = new PassThrough();

describe("hasColours", () => {
  it.each([
    [terminal, {}, true],
    [terminal, { NO_COLOR: "1" }, false],
    [terminal, { NO_COLOR: "" }, true],
    [terminal, { TERM: "dumb" }, false],
    [terminal, { FORCE_COLOR: "0" }, false],
    [pipe, {}, false],
    [pipe, { FORCE_COLOR: "1" }, true],
    [pipe, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ])("tells by the output and the environment: case %#", (output, env, expected) => {
    expect(hasColours(output, env)).toBe(expected);
  });
});

describe("styleFor", () => {
  it("sets a text apart on a terminal, whatever this process's own output is", () => {
    expect(styleFor(terminal, {})("bold", "RUNS")).toBe("\u001b[1mRUNS\u001b[22m");
    expect(styleFor(pipe, {})("bold", "RUNS")).toBe("RUNS");
  });
});
