import type { PublicTelemetry } from "#contract/runs/run.ts";
import { formatDollars, formatDuration, formatTokens } from "#words/amounts.ts";
import { type Amount, formatCount } from "#words/numbers.ts";

type Telemetry = Partial<PublicTelemetry>;

/** Something that a run used, as far as it reports it. */
export interface RunAmount {
  name: string;
  of: (telemetry: Telemetry) => number | undefined;
  format: (amount: Amount) => string;
}

const AMOUNTS = {
  cost: { name: "Cost", of: ({ costUsd }) => costUsd, format: formatDollars },
  tokens: {
    name: "Tokens",
    of: ({ tokensIn, tokensOut }) =>
      tokensIn === undefined && tokensOut === undefined ? undefined : (tokensIn ?? 0) + (tokensOut ?? 0),
    format: formatTokens,
  },
  time: { name: "Time", of: ({ durationMs }) => durationMs, format: formatDuration },
  toolCalls: { name: "Tool calls", of: ({ toolCalls }) => toolCalls, format: formatCount },
} satisfies Record<string, RunAmount>;

/** What a run is compared by. */
export const COMPARED_AMOUNTS: readonly RunAmount[] = Object.values(AMOUNTS);

/** Everything that a run can report of what it used. */
export const ALL_AMOUNTS: readonly RunAmount[] = [
  AMOUNTS.cost,
  { name: "Tokens read", of: ({ tokensIn }) => tokensIn, format: formatTokens },
  { name: "Tokens written", of: ({ tokensOut }) => tokensOut, format: formatTokens },
  { name: "Tokens read from a cache", of: ({ cacheReadTokens }) => cacheReadTokens, format: formatTokens },
  { name: "Tokens written to a cache", of: ({ cacheWriteTokens }) => cacheWriteTokens, format: formatTokens },
  { name: "Reasoning tokens", of: ({ reasoningTokens }) => reasoningTokens, format: formatTokens },
  AMOUNTS.time,
  AMOUNTS.toolCalls,
];
