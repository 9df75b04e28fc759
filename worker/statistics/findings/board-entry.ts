import type { BoardEntry } from "#contract/figures/board.ts";
import { type Entry, formatEntry } from "#contract/names/entry.ts";
import { describeRow } from "#words/board.ts";
import { couldBeFirst, type Standing } from "../ranks/standing.ts";

/** Seconds since 1970 as text; 0 stands for none. */
const momentOf = (seconds: number): string | null => (seconds === 0 ? null : new Date(seconds * 1000).toISOString());

const ranksOf = ({ rank, jointRank, group }: Standing) => ({
  rankFrom: rank?.from ?? null,
  rankTo: rank?.to ?? null,
  jointRankFrom: jointRank?.from ?? null,
  jointRankTo: jointRank?.to ?? null,
  group,
});

const estimateOf = ({ estimate, atMost }: Standing) => ({
  estimate: estimate.value,
  intervalLow: estimate.interval?.low ?? null,
  intervalHigh: estimate.interval?.high ?? null,
  intervalMethod: estimate.method,
  standardError: estimate.standardError,
  unit: estimate.unit,
  units: estimate.n,
  atMost,
});

const usageOf = ({ usage, usageIntervals }: Standing) => ({
  costUsdTotal: usage.cost.total,
  costUsdMean: usage.cost.mean,
  costShare: usage.cost.share,
  costUsdPerSuccess: usage.costPerSuccess,
  tokensMean: usage.tokens.mean,
  tokensShare: usage.tokens.share,
  durationMsMean: usage.duration.mean,
  durationShare: usage.duration.share,
  toolCallsMean: usage.toolCalls.mean,
  toolCallsShare: usage.toolCalls.share,
  costUsdMeanLow: usageIntervals.cost?.low ?? null,
  costUsdMeanHigh: usageIntervals.cost?.high ?? null,
  costUsdPerSuccessLow: usageIntervals.costPerSuccess?.low ?? null,
  costUsdPerSuccessHigh: usageIntervals.costPerSuccess?.high ?? null,
  tokensMeanLow: usageIntervals.tokens?.low ?? null,
  tokensMeanHigh: usageIntervals.tokens?.high ?? null,
  durationMsMeanLow: usageIntervals.duration?.low ?? null,
  durationMsMeanHigh: usageIntervals.duration?.high ?? null,
});

/** The figures of a standing, by the names that they have wherever they are published. */
export type StandingFigures = Omit<BoardEntry, "betterThan">;

/** What is published of a standing: pages, CSV, JSON, the API and the commands take every figure of an entry from here. */
export const standingFigures = (standing: Standing, entry: Entry): StandingFigures => ({
  entry: formatEntry(entry),
  ...ranksOf(standing),
  agent: entry.agent,
  model: entry.model ?? null,
  variant: entry.variant ?? null,
  syntheticRuns: standing.syntheticRuns,
  firstPartyRuns: standing.firstPartyRuns,
  thirdPartyRuns: standing.thirdPartyRuns,
  ...estimateOf(standing),
  scored: standing.scored,
  pass: standing.pass,
  counted: standing.counted,
  fail: standing.fail,
  coveredCells: standing.covered,
  coverableCells: standing.coverable,
  unequalTrials: standing.hasUnequalTrials,
  infrastructureError: standing.infrastructureError,
  timeout: standing.timeout,
  refusal: standing.refusal,
  unknownFailure: standing.unknownFailure,
  notStated: standing.notStated,
  notFinal: standing.notFinal,
  excluded: standing.excluded,
  ...usageOf(standing),
  lastRunAt: momentOf(standing.lastRunAt),
  note: describeRow({ ...standing, couldBeFirst: couldBeFirst(standing) }),
});
