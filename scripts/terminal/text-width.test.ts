import { describe, expect, it } from "vitest";
import { harmless, shortenTo, widthOf } from "./text-width.ts";

describe("harmless", () => {
  it("takes away what would steer a terminal, and nothing else", () => {
    expect(harmless("a\u001b[31mb\nc\td\u009be\u2028")).toBe("a\uFFFD[31mb\uFFFDc\uFFFDd\uFFFDe\uFFFD");
    expect(harmless("abc\u202Edcba")).toBe("abc\uFFFDdcba");
    expect(harmless("openai/gpt-5 – ü 模型 👩‍💻")).toBe("openai/gpt-5 – ü 模型 👩‍💻");
  });
});

describe("widthOf", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["über", 4],
    ["u\u0308ber", 4],
    ["模型", 4],
    ["한국", 4],
    ["カナ", 4],
    ["Ａ", 2],
    ["👩‍💻", 2],
    ["❤️", 2],
    ["a\u200B", 1],
    ["68.3–76.1…", 10],
  ])("measures %j as %i columns", (text, width) => expect(widthOf(text)).toBe(width));
});

describe("shortenTo", () => {
  it("leaves what fits", () => expect(shortenTo("claude-code", 11)).toBe("claude-code"));

  it("cuts off the end", () => {
    expect(shortenTo("claude-code", 10)).toBe("claude-co…");
    expect(shortenTo("claude-code", 1)).toBe("…");
  });

  it("never splits a sign, and never gets wider than allowed", () => {
    expect(shortenTo("模型模型模型", 6)).toBe("模型…");
    for (let width = 1; width < 14; width++)
      expect(widthOf(shortenTo("a模b👩‍💻c模d型e", width))).toBeLessThanOrEqual(width);
  });
});
