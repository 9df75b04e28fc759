import type { Interval } from "../intervals/interval.ts";
import { holmAdjusted } from "../ranks/holm.ts";
import {
  type Drop,
  detectable,
  type GateCell,
  isNoWorseThan,
  neededFor,
  scenarioDrop,
  suiteDrop,
  usageRise,
} from "./checks.ts";

/** What counts as a regression. Shares are from 0 to 1. */
export interface GateRules {
  /** The chance of any false alarm among all checks. */
  significance: number;
  suite: SuiteRules;
  scenario: DropRules;
  /** The most that cost, or time, may rise: 0.2 is by a fifth; undefined: it is not looked at. */
  cost?: number | undefined;
  duration?: number | undefined;
}

/** A fall counts if it is beyond chance and at least so large. */
interface DropRules {
  absolute: number;
  /** As a share of the rate before. */
  relative: number;
  /** The fall that the data should be able to show; where they could not, that is said. */
  detect: number;
}
interface SuiteRules extends DropRules {
  /** It has to be shown that the fall is less than this; undefined: it need not be. */
  nonInferiority?: number | undefined;
}

/**
 * fail: a regression. pass: none, and one of the size that matters would likely have shown. unknown: none, but the data are too few to tell.
 */
type Verdict = "fail" | "pass" | "unknown";

/** One thing that was looked at. */
export interface Check {
  kind: "suite" | "scenario" | "cost" | "duration";
  /** Position of the scenario; undefined: all together. */
  scenario: number | undefined;
  before: number | null;
  after: number | null;
  /** The difference of the rates, or the ratio of what was used, with its 95 % interval. */
  change: number;
  interval: Interval | null;
  pValue: number;
  /** Corrected for all that was looked at. */
  adjustedPValue: number;
  verdict: Verdict;
  n: number;
  /** The smallest fall that would likely have shown, and how many scenarios (or runs a side) the one that matters takes; null: not a fall. */
  detectable: number | null;
  needed: number | null;
  /** Whether the fall is shown to be less than the margin; null: no margin is set. */
  isNoWorse: boolean | null;
}

type Untested = Omit<Check, "adjustedPValue" | "verdict" | "detectable" | "needed"> & {
  drop?: Drop;
  rules?: DropRules;
  /** The least p-value that it can have. */
  least: number;
};

const dropCheck = (
  kind: "suite" | "scenario",
  scenario: number | undefined,
  drop: Drop,
  rules: DropRules,
): Untested => ({
  ...{ kind, scenario, before: drop.before, after: drop.after, change: drop.difference, interval: drop.interval },
  ...{ pValue: drop.pValue, n: drop.n, isNoWorse: null, drop, rules },
  least: 0,
});

const usageCheck = (cells: readonly GateCell[], kind: "cost" | "duration", most: number | undefined): Untested[] => {
  const rise = most === undefined ? undefined : usageRise(cells, kind, 1 + most);
  if (!rise) return [];
  const { ratio, interval, pValue, n } = rise;
  return [
    {
      kind,
      scenario: undefined,
      before: null,
      after: null,
      change: ratio,
      interval,
      pValue,
      n,
      isNoWorse: null,
      least: 0,
    },
  ];
};

/** Whether a fall is as large as one has to be to count. */
const isLarge = ({ before, difference }: Drop, { absolute, relative }: DropRules): boolean =>
  -difference >= Math.max(absolute, relative * before) && difference < 0;

const verdictOf = (
  { drop, rules, isNoWorse }: Untested,
  adjusted: number,
  { level, significance }: Levels,
): Verdict => {
  const isFound = adjusted <= significance;
  if (!drop || !rules) return isFound ? "fail" : "pass";
  if (isFound && isLarge(drop, rules)) return "fail";
  return isNoWorse === false || detectable(drop, level) > rules.detect ? "unknown" : "pass";
};

/**
 * How many of some tests can be found at all once they are corrected for their number: the least k of which at most k can have a p-value of
 * level / k. It follows from the numbers of runs alone. Source: Tarone (1990), A modified Bonferroni method for discrete data, Biometrics
 * 46:515–522.
 */
const findableAmong = (checks: readonly Untested[], level: number): Untested[] => {
  for (let k = 1; k <= checks.length; k++) {
    const findable = checks.filter(({ least }) => least <= level / k);
    if (findable.length <= k) return findable;
  }
  return [...checks];
};

/**
 * Corrects the p-values of everything that was looked at: the scenarios, which are many, share one half of the significance, and suites, costs
 * and times the other half, each by Holm; scenarios with too few runs to be found, whatever they show, are left out and cost the others
 * nothing.
 */
const correctTogether = (all: readonly Untested[], significance: number) => {
  const half = significance / 2;
  const scenarios = findableAmong(
    all.filter(({ kind }) => kind === "scenario"),
    half,
  );
  const wholes = all.filter(({ kind }) => kind !== "scenario");
  const corrected = new Map<Untested, { adjustedPValue: number; level: number }>();
  for (const family of [scenarios, wholes]) {
    const adjusted = holmAdjusted(family.map(({ pValue }) => pValue));
    family.forEach((check, place) => {
      corrected.set(check, { adjustedPValue: Math.min(1, 2 * (adjusted[place] ?? 1)), level: half / family.length });
    });
  }
  return corrected;
};

interface Levels {
  significance: number;
  /** What is left for one check. */
  level: number;
}

/**
 * Looks at everything that two sides share on a suite: the suite as a whole, each scenario, cost and time. All tests are one-sided and
 * corrected together by Holm over all suites that are judged at once, so that the chance of any false alarm is at most `significance`.
 * Takes the cells of each suite, sorted by scenario and tier; gives its checks.
 */
export const judgeSuites = (suites: readonly (readonly GateCell[])[], rules: GateRules): Check[][] => {
  const looked = suites.map((cells): Untested[] => {
    if (cells.length === 0) return [];
    const byScenario = Map.groupBy(cells, ({ scenario }) => scenario);
    const whole = suiteDrop(cells);
    const { nonInferiority: margin } = rules.suite;
    const suite = {
      ...dropCheck("suite", undefined, whole, rules.suite),
      isNoWorse: margin === undefined ? null : isNoWorseThan(cells, margin),
    };
    const scenarios = [...byScenario].map(([scenario, own]) => {
      const drop = scenarioDrop(own);
      return { ...dropCheck("scenario", scenario, drop, rules.scenario), least: drop.leastPValue };
    });
    return [
      suite,
      // The only scenario is the suite.
      ...(scenarios.length > 1 ? scenarios : []),
      ...usageCheck(cells, "cost", rules.cost),
      ...usageCheck(cells, "duration", rules.duration),
    ];
  });
  const adjusted = correctTogether(looked.flat(), rules.significance);
  return looked.map((checks) =>
    checks.map((check) => {
      const { adjustedPValue, level } = adjusted.get(check) ?? { adjustedPValue: 1, level: rules.significance };
      const { drop, rules: own, least: _least, ...said } = check;
      return {
        ...said,
        adjustedPValue,
        verdict: verdictOf(check, adjustedPValue, { significance: rules.significance, level }),
        detectable: drop ? detectable(drop, level) : null,
        needed: drop && own ? neededFor(drop, own.detect, level) : null,
      };
    }),
  );
};
