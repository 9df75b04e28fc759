import { describe, expect, it } from "vitest";
import { pricedUsage, totalUsage } from "./usage.ts";

describe("pricedUsage", () => {
  const prices = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };

  it("computes the cost by million tokens of each kind", () => {
    const usage = { tokensIn: 1e6, tokensOut: 1e5, cacheReadTokens: 1e6, cacheWriteTokens: 2e6, reasoningTokens: 5e4 };
    expect(pricedUsage(usage, prices).costUsd).toBeCloseTo(3 + 1.5 + 0.3 + 7.5, 10);
  });

  it("keeps what the service states, even that it was free", () => {
    expect(pricedUsage({ tokensIn: 1e6, tokensOut: 1, costUsd: 0 }, prices).costUsd).toBe(0);
  });

  it.each([
    ["tokens read", { tokensOut: 1 }, prices],
    ["tokens written", { tokensIn: 1 }, prices],
    ["the price of a cache in use", { tokensIn: 1, tokensOut: 1, cacheReadTokens: 1 }, { input: 3, output: 15 }],
    ["any price", { tokensIn: 1, tokensOut: 1 }, undefined],
  ])("leaves the cost open without %s", (_, usage, known) => {
    expect(pricedUsage(usage, known).costUsd).toBeUndefined();
  });

  it("needs no price for what was not used", () => {
    const usage = { tokensIn: 1e6, tokensOut: 0, cacheReadTokens: 0 };
    expect(pricedUsage(usage, { input: 3, output: 15 }).costUsd).toBe(3);
  });
});

describe("totalUsage", () => {
  it("adds up what every turn states, and leaves the rest out", () => {
    const turns = [
      { tokensIn: 1, tokensOut: 2, costUsd: 0.5 },
      { tokensIn: 3, tokensOut: undefined, costUsd: 0.25, cacheReadTokens: 9 },
    ];
    expect(totalUsage(turns)).toStrictEqual({ tokensIn: 4, costUsd: 0.75 });
  });
});
