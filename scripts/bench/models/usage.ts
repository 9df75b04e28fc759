import * as z from "zod";
import type { TurnUsage } from "./chat-model.ts";

const PriceSchema = z.number().min(0);

/** What a model's tokens cost, in US dollars per million. */
export const PricesSchema = z.strictObject({
  input: PriceSchema.describe("Tokens read, not from a cache."),
  output: PriceSchema.describe("Tokens written, those spent on reasoning included."),
  cacheRead: PriceSchema.optional().describe("Tokens read from a cache."),
  cacheWrite: PriceSchema.optional().describe("Tokens written to a cache."),
});
export type Prices = z.infer<typeof PricesSchema>;

/** What tokens cost, in US dollars; undefined where their number or their price is not known. */
const costOf = (tokens: number | undefined, price: number | undefined): number | undefined => {
  if (tokens === 0) return 0;
  return tokens === undefined || price === undefined ? undefined : (tokens * price) / 1e6;
};

const addUp = (amounts: readonly (number | undefined)[]): number | undefined =>
  amounts.every((amount) => amount !== undefined) ? amounts.reduce((sum, amount) => sum + amount, 0) : undefined;

/**
 * A turn's usage with its cost: what the service states, else by the prices. It stays unknown where a kind of token was used that has
 * no price. A service without a word about its cache is taken to have none.
 */
export const pricedUsage = (usage: TurnUsage, prices: Prices | undefined): TurnUsage => {
  if (usage.costUsd !== undefined || !prices) return usage;
  const parts = [
    costOf(usage.tokensIn, prices.input),
    costOf(usage.tokensOut, prices.output),
    costOf(usage.cacheReadTokens ?? 0, prices.cacheRead),
    costOf(usage.cacheWriteTokens ?? 0, prices.cacheWrite),
  ];
  return { ...usage, costUsd: addUp(parts) };
};

const FIELDS = [
  "tokensIn",
  "tokensOut",
  "cacheReadTokens",
  "cacheWriteTokens",
  "reasoningTokens",
  "costUsd",
] as const satisfies (keyof TurnUsage)[];

/** The sum of several turns' usage. What one of them does not state is absent: a part must not pass for the whole. */
export const totalUsage = (turns: readonly TurnUsage[]): TurnUsage =>
  Object.fromEntries(
    FIELDS.map((field) => [field, addUp(turns.map((usage) => usage[field]))] as const).filter(
      ([, amount]) => amount !== undefined,
    ),
  );
