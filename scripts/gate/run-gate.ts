import type { Entry } from "#contract/names/entry.ts";
import { formatEntry, parseEntry } from "#contract/names/entry.ts";
import { type Check, judgeSuites } from "#statistics/gate/judge.ts";
import { entryTitle } from "#words/names.ts";
import { formatCounted } from "#words/numbers.ts";
import type { Comparison } from "./comparison.ts";
import { acknowledgementOf, type CheckPlace, type GateConfig, idleRules, isIgnored } from "./gate-config.ts";
import { type Look, lookAgain } from "./look-again.ts";
import type { Side, SideCell } from "./read-side.ts";

/** A check with its names, and what the configuration says of it. */
export interface NamedCheck extends Omit<Check, "scenario" | "verdict"> {
  suite: string;
  /** Null: the suite as a whole. */
  scenario: string | null;
  entry: string;
  verdict: Check["verdict"] | "acknowledged";
  /** Why a regression is acknowledged; null: it is not. */
  acknowledged: string | null;
}

/** What a gate found. */
export interface GateResult {
  batch: string;
  baseline: string;
  significance: number;
  verdict: "pass" | "fail" | "unknown";
  checks: NamedCheck[];
  /** Looks at the pairs of runs one after the other, where the configuration asks for it. */
  looks: Look[];
  /** What could not be compared, or was left out, a sentence each. */
  notes: string[];
}

const titleOf = (text: string): string => entryTitle(parseEntry(text) ?? { agent: text });

const suiteTitle = ({ suite, suiteVersion }: { suite: string; suiteVersion: string | undefined }): string =>
  suiteVersion === undefined ? suite : `${suite} ${suiteVersion}`;

const canonical = (text: string): string => formatEntry(parseEntry(text) ?? ({ agent: text } satisfies Entry));

/** The entry of the baseline that one of the batch is held against. */
const counterpart = ({ entries }: GateConfig, entry: string): string =>
  entries.filter(({ batch }) => canonical(batch) === entry).map(({ baseline }) => canonical(baseline))[0] ?? entry;

/** The cells of an entry that both sides ran and that are looked at, by scenario and tier. */
const pairCells = (
  after: ReadonlyMap<string, SideCell>,
  before: ReadonlyMap<string, SideCell>,
  isLookedAt: (scenario: string) => boolean,
): Omit<Comparison, "suite" | "entry" | "names"> => {
  const pairs = [...after]
    .flatMap(([key, cell]) => {
      const other = before.get(key);
      return other && isLookedAt(cell.scenario) ? [{ scenario: cell.scenario, before: other, after: cell }] : [];
    })
    .sort((a, b) =>
      a.scenario === b.scenario ? (a.after.tier < b.after.tier ? -1 : 1) : a.scenario < b.scenario ? -1 : 1,
    );
  const scenarios = [...new Set(pairs.map(({ scenario }) => scenario))];
  const tiers = [...new Set(pairs.map(({ after: { tier } }) => tier))].sort();
  const cells = pairs.map(({ scenario, before: then, after: now }) => ({
    ...{ scenario: scenarios.indexOf(scenario), tier: tiers.indexOf(now.tier), before: then, after: now },
    cost: { before: then.cost, after: now.cost },
    duration: { before: then.duration, after: now.duration },
  }));
  return { scenarios, cells, pairs };
};

/** What the batch and the baseline share, suite by suite and entry by entry; what they do not goes to `notes`. */
const compareSides = (batch: Side, baseline: Side, config: GateConfig, notes: string[]): Comparison[] =>
  [...batch.suites].flatMap(([key, { entries, ...named }]) => {
    const suite = suiteTitle(named);
    return [...entries].flatMap(([entry, after]): Comparison[] => {
      const before = baseline.suites.get(key)?.entries.get(counterpart(config, entry));
      if (!before) {
        notes.push(
          `${baseline.name} has no runs of ${titleOf(counterpart(config, entry))} on ${suite}: nothing to compare with`,
        );
        return [];
      }
      const at = (scenario?: string) => ({ suite: named.suite, scenario, entry });
      if (isIgnored(config, at())) {
        notes.push(`${suite} is ignored`);
        return [];
      }
      const pairs = pairCells(after, before, (scenario) => !isIgnored(config, at(scenario)));
      const missing = [...before.keys()].filter((cell) => !after.has(cell)).length;
      const extra = [...after.keys()].filter((cell) => !before.has(cell)).length;
      const ignored = new Set(
        [...after.values()].map(({ scenario }) => scenario).filter((one) => isIgnored(config, at(one))),
      );
      if (missing > 0)
        notes.push(
          `${titleOf(entry)} on ${suite}: ${formatCounted(missing, "cell")} of the baseline ${missing === 1 ? "was" : "were"} not run`,
        );
      if (extra > 0)
        notes.push(
          `${titleOf(entry)} on ${suite}: ${formatCounted(extra, "cell")} ${extra === 1 ? "is" : "are"} not in the baseline`,
        );
      if (ignored.size > 0) notes.push(`${suite}: ${[...ignored].join(", ")} ignored`);
      return [{ suite, entry: titleOf(entry), names: { suite: named.suite, entry }, ...pairs }];
    });
  });

/** Every task that a side ran. */
const placesOf = ({ suites }: Side): CheckPlace[] =>
  [...suites.values()].flatMap(({ suite, entries }) =>
    [...entries].flatMap(([entry, cells]) => [...cells.values()].map(({ scenario }) => ({ suite, scenario, entry }))),
  );

const overall = (checks: readonly NamedCheck[], looks: readonly Look[]): GateResult["verdict"] => {
  if (checks.some(({ verdict }) => verdict === "fail") || looks.some(({ verdict }) => verdict === "worse"))
    return "fail";
  return checks.length === 0 || checks.some(({ kind, verdict }) => kind === "suite" && verdict === "unknown")
    ? "unknown"
    : "pass";
};

/** Holds a batch against a baseline. `day`: today, for acknowledgements that expire. */
export const runGate = (batch: Side, baseline: Side, config: GateConfig, day: string): GateResult => {
  const notes: string[] = [];
  const comparisons = compareSides(batch, baseline, config, notes);
  const judged = judgeSuites(
    comparisons.map(({ cells }) => cells),
    {
      ...{ significance: config.significance, suite: config.suite, scenario: config.scenario },
      ...{ cost: config.cost?.increase, duration: config.duration?.increase },
    },
  );
  const checks = comparisons.flatMap(({ suite, entry, names, scenarios }, place) =>
    (judged[place] ?? []).map(({ scenario: position, verdict, ...check }): NamedCheck => {
      const scenario = position === undefined ? null : (scenarios[position] ?? null);
      const at = { ...names, scenario: scenario ?? undefined };
      const known = verdict === "fail" ? acknowledgementOf(config, at, day) : undefined;
      return {
        suite,
        scenario,
        entry,
        ...check,
        verdict: known ? "acknowledged" : verdict,
        acknowledged: known ?? null,
      };
    }),
  );
  const failed = comparisons.flatMap(({ scenarios, names }, place) =>
    (judged[place] ?? [])
      .filter(({ verdict }) => verdict === "fail")
      .map(({ scenario }) => ({ ...names, scenario: scenario === undefined ? undefined : scenarios[scenario] })),
  );
  notes.push(...idleRules(config, { ran: placesOf(batch), failed, day }));
  const looks = config.repeated
    ? comparisons.flatMap((one) => lookAgain(one, { config, seed: batch.name, of: comparisons.length }))
    : [];
  return {
    ...{ batch: batch.name, baseline: baseline.name, significance: config.significance },
    verdict: overall(checks, looks),
    ...{ checks, looks, notes },
  };
};
