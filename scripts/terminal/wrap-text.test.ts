import { PassThrough } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "./text-width.ts";
import { widthOfOutput, wrapText } from "./wrap-text.ts";

it.each([
  [{ isTTY: true, columns: 80 }, 80],
  [{ isTTY: false, columns: 80 }, undefined],
  [{ isTTY: true, columns: 0 }, undefined],
  [{}, undefined],
])("gives the width of %j as %s", (output, width) => {
  expect(widthOfOutput(Object.assign(new PassThrough(), output))).toBe(width);
});

describe("wrapText", () => {
  it("breaks after spaces, and a name that is longer than a line after the signs that it is made of", () => {
    expect(wrapText("shows runs, newest first", 12)).toEqual(["shows runs,", "newest first"]);
    expect(wrapText("(default: .cache/publish)", 16)).toEqual(["(default:", ".cache/publish)"]);
    expect(wrapText("claude-code~anthropic/claude-opus-4", 20)).toEqual([
      "claude-code~",
      "anthropic/claude-",
      "opus-4",
    ]);
    expect(wrapText("short", 12)).toEqual(["short"]);
    expect(wrapText("", 12)).toEqual([""]);
  });

  it("breaks a word that fits into no line where the line ends", () => {
    expect(wrapText("a".repeat(9), 4)).toEqual(["aaaa", "aaaa", "a"]);
    expect(wrapText("模型模型", 5)).toEqual(["模型", "模型"]);
  });

  it("leaves nothing out, and makes no line longer than it may be", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-d/_ 模-]{0,40}$/), fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
      { seed: 1 },
    );
  });
});
