import { expect, it } from "vitest";
import { PublicTelemetrySchema } from "#contract/runs/run.ts";
import { ALL_AMOUNTS, COMPARED_AMOUNTS, type RunAmount } from "./run-amounts.ts";

const telemetry = PublicTelemetrySchema.parse({
  ...{
    costUsd: 0.25,
    tokensIn: 2000,
    tokensOut: 500,
    cacheReadTokens: 3000,
    cacheWriteTokens: 100,
    reasoningTokens: 40,
  },
  ...{ durationMs: 61_000, toolCalls: 1200 },
});
const told = (amounts: readonly RunAmount[]) => amounts.map(({ name, of, format }) => [name, format(of(telemetry))]);

it("compares runs by their cost, tokens, time and calls", () => {
  expect(told(COMPARED_AMOUNTS)).toEqual([
    ["Cost", "$0.25"],
    ["Tokens", "2.5k"],
    ["Time", "1 min 1 s"],
    ["Tool calls", "1,200"],
  ]);
});

it("tells everything that a run can report", () => {
  expect(told(ALL_AMOUNTS)).toEqual([
    ["Cost", "$0.25"],
    ["Tokens read", "2k"],
    ["Tokens written", "500"],
    ["Tokens read from a cache", "3k"],
    ["Tokens written to a cache", "100"],
    ["Reasoning tokens", "40"],
    ["Time", "1 min 1 s"],
    ["Tool calls", "1,200"],
  ]);
});

it.each([
  [{}, undefined],
  [{ tokensIn: 5 }, 5],
  [{ tokensOut: 7 }, 7],
  [{ tokensIn: 0 }, 0],
])("adds up the tokens of %j as far as they are known", (fields, sum) => {
  const tokens = COMPARED_AMOUNTS.find(({ name }) => name === "Tokens");
  expect(tokens?.of(fields)).toBe(sum);
});
