import type { EffectFigures } from "#contract/figures/effect.ts";
import type { Entry } from "#contract/names/entry.ts";
import { isReferenceAgent } from "#contract/names/reference-agents.ts";
import type { Cell } from "#contract/snapshot/cells.ts";
import { type Metric, observationsOf } from "../cells/observation.ts";
import { type Effect, type EffectSource, type Effects, entryEffects, tierEffects } from "./effects.ts";

/** The tiers that are compared: what guidance buys, and what misleading instructions cost. */
const TIER_STEPS = [
  ["L0", "L3"],
  ["L1", "Lx"],
] as const;

/** What effects are looked for in: a board's cells by the position of their entry, and the names of entries and tiers. */
export interface BoardSource extends Omit<EffectSource, "observations"> {
  tiers: readonly string[];
  cellsByEntry: readonly (readonly Cell[])[];
  metric: Metric;
  /** Position of the only tier; undefined: all together. */
  tier: number | undefined;
}

/** An effect the other way round. */
const turned = (effect: Effect): Effect => ({
  ...effect,
  ...{ from: effect.to, to: effect.from, difference: -effect.difference, won: effect.lost, lost: effect.won },
  interval: effect.interval && { low: -effect.interval.high, high: -effect.interval.low },
});

/** Tiers have an order; two models, agents or variants have none, and the better one comes second. */
const oriented = (effect: Effect): Effect =>
  effect.kind !== "tier" && effect.difference < 0 ? turned(effect) : effect;

/**
 * What changing one thing does in a version of a suite: a tier, and the model, the agent or the variant of an entry, kind by kind, the
 * clearest first. Of two entries where one does not state its model, nobody knows what else they differ in.
 */
export const boardEffects = ({ entries, tiers, cellsByEntry, metric, scale, tier }: BoardSource): Effects[] => {
  const competes = (entry: number) => !isReferenceAgent(entries[entry]?.agent ?? "");
  const isInTier = (cell: Cell) => tier === undefined || cell.tier === tier;
  const observations = cellsByEntry.map((cells, entry) =>
    competes(entry) ? observationsOf(cells.filter(isInTier), metric) : [],
  );
  const source = { entries, observations, scale };
  const statesModel = (entry: number) => entries[entry]?.model !== undefined;
  const steps = TIER_STEPS.flatMap(([from, to]) => {
    const [first, second] = [tiers.indexOf(from), tiers.indexOf(to)];
    return tier === undefined && first >= 0 && second >= 0 ? [tierEffects(source, first, second)] : [];
  });
  const changes = (["model", "agent", "variant"] as const).map((kind) =>
    entryEffects(source, kind, (from, to) => kind === "variant" || (statesModel(from) && statesModel(to))),
  );
  return [...steps, ...changes]
    .filter(({ effects }) => effects.length > 0)
    .map(({ effects, ...of }) => ({
      ...of,
      effects: effects.map(oriented).sort((a, b) => a.pValue - b.pValue || b.difference - a.difference),
    }));
};

/** What is published of an effect. */
export const effectFigures = (
  { from, to, interval, isTold, n, ...effect }: Effect,
  { entries, tiers, metric }: Pick<BoardSource, "entries" | "tiers" | "metric">,
): EffectFigures => {
  const [before, after]: (Entry | undefined)[] = [entries[from.entry], entries[to.entry]];
  return {
    kind: effect.kind,
    ...{ fromAgent: before?.agent ?? "", fromModel: before?.model ?? null, fromVariant: before?.variant ?? null },
    fromTier: from.tier === undefined ? null : (tiers[from.tier] ?? null),
    ...{ toAgent: after?.agent ?? "", toModel: after?.model ?? null, toVariant: after?.variant ?? null },
    toTier: to.tier === undefined ? null : (tiers[to.tier] ?? null),
    metric,
    ...{ difference: effect.difference, intervalLow: interval?.low ?? null, intervalHigh: interval?.high ?? null },
    ...{ pValue: effect.pValue, adjustedPValue: effect.adjustedPValue, clear: isTold },
    ...{ unit: effect.unit, units: n, won: effect.won, lost: effect.lost, tied: effect.tied, open: effect.open },
    method: effect.method,
  };
};
