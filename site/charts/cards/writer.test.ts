import { describe, expect, it } from "vitest";
import { fitText, plainWriter, wrapText } from "./writer.ts";

it("writes a text in the width that is reckoned with, and escapes it", () => {
  expect(plainWriter.write("<b> & il", { x: 1, y: 2.26, size: 10, bold: true, anchor: "end", ink: "first" })).toBe(
    '<text class="first" x="1" y="2.3" font-size="10" font-weight="650" text-anchor="end" textLength="36.3" lengthAdjust="spacingAndGlyphs">&lt;b&gt; &amp; il</text>',
  );
  expect(plainWriter.write("", { x: 0, y: 0, size: 9 })).toBe("");
});

it("reckons wide letters wider than narrow ones", () => {
  const [narrow = 0, plain = 0, capital = 0, wide = 0] = ["i", "n", "N", "W"].map((letter) =>
    plainWriter.width(letter, 100),
  );
  expect([narrow < plain, plain < capital, capital < wide]).toEqual([true, true, true]);
});

describe("fitText", () => {
  it("leaves what fits, and cuts what does not at its end", () => {
    expect(fitText(plainWriter, "short", 100, 10)).toBe("short");
    const cut = fitText(plainWriter, "a very long name of an agent", 60, 10);
    expect(cut).toMatch(/^a very lo.*…$/);
    expect(plainWriter.width(cut, 10)).toBeLessThanOrEqual(60);
  });
});

it("breaks a text into lines that fit, the last of them cut", () => {
  const lines = wrapText(plainWriter, "one two three four five six seven", 45, 10, 2);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toBe("one two");
  expect(lines[1]).toMatch(/^three.*…$/);
  expect(wrapText(plainWriter, "one", 45, 10, 2)).toEqual(["one"]);
});
