import type { EffectKind } from "#contract/figures/effect.ts";
import type { Entry } from "#contract/names/entry.ts";
import type { Observation } from "../cells/observation.ts";
import type { Scale } from "../cells/scale.ts";
import { type PairedDifference, sharedDifference } from "../pairs/paired.ts";
import { holmAdjusted } from "../ranks/holm.ts";
import { LEVEL } from "../ranks/told-apart.ts";

/** One side of an effect: an entry by its position, in a tier by its position where the effect is one of tiers. */
interface Side {
  entry: number;
  tier?: number;
}

/** What it makes to change one thing: `to` minus `from`, over the scenarios that both ran. */
export interface Effect extends PairedDifference {
  kind: EffectKind;
  from: Side;
  to: Side;
  /** Corrected by Holm for all effects of its kind that are listed. */
  adjustedPValue: number;
  /** Whether that is at most 0.05. */
  isTold: boolean;
}

/** The effects of one kind, and how many of them are more than chance would explain. */
export interface Effects {
  kind: EffectKind;
  effects: Effect[];
  told: number;
}

/** What effects are looked for in: a version of a suite, or one tier of it. */
export interface EffectSource {
  entries: readonly Entry[];
  /** By the entry's position, sorted. */
  observations: readonly (readonly Observation[])[];
  scale: Scale;
}

type Pair = { from: Side; to: Side; difference: PairedDifference };

const corrected = (kind: EffectKind, pairs: readonly Pair[]): Effects => {
  const known = pairs.filter(({ difference }) => difference.n > 0);
  const adjusted = holmAdjusted(known.map(({ difference }) => difference.pValue));
  const effects = known.map(({ from, to, difference }, place): Effect => {
    const adjustedPValue = adjusted[place] ?? 1;
    return { ...difference, kind, from, to, adjustedPValue, isTold: adjustedPValue <= LEVEL };
  });
  return { kind, effects, told: effects.filter(({ isTold }) => isTold).length };
};

/** What each entry gains from one tier to another: L3 against L0 is what guidance buys, Lx against L1 what misleading it costs. */
export const tierEffects = (source: EffectSource, from: number, to: number): Effects => {
  const pairs = source.observations.flatMap((own, entry): Pair[] => {
    // Both as if of one tier, so that scenarios are compared.
    const inTier = (tier: number) => own.filter((cell) => cell.tier === tier).map((cell) => ({ ...cell, tier: 0 }));
    const difference = sharedDifference(inTier(to), inTier(from), source.scale);
    return [{ from: { entry, tier: from }, to: { entry, tier: to }, difference }];
  });
  return corrected("tier", pairs);
};

const namesOf = ({ agent, model = "", variant = "" }: Entry) => ({ agent, model, variant });

/** Entries by what is the same of those that differ in one thing alone. */
const familiesOf = (entries: readonly Entry[], kind: Exclude<EffectKind, "tier">): number[][] => {
  const families = Map.groupBy(entries.keys(), (entry) => {
    const names = namesOf(entries[entry] ?? { agent: "" });
    return JSON.stringify({ ...names, [kind]: "" });
  });
  return [...families.values()].filter((family) => family.length > 1);
};

/**
 * What one other model, agent or variant makes: every two entries that differ in nothing else, over the scenarios that both ran. `only`: the
 * effects that a page lists, since what is listed is what the p-values are corrected for.
 */
export const entryEffects = (
  { entries, observations, scale }: EffectSource,
  kind: Exclude<EffectKind, "tier">,
  only: (from: number, to: number) => boolean = () => true,
): Effects => {
  const pairs = familiesOf(entries, kind).flatMap((family) =>
    family.flatMap((from, place) =>
      family.slice(place + 1).flatMap((to): Pair[] => {
        if (!only(from, to)) return [];
        const difference = sharedDifference(observations[to] ?? [], observations[from] ?? [], scale);
        return [{ from: { entry: from }, to: { entry: to }, difference }];
      }),
    ),
  );
  return corrected(kind, pairs);
};
