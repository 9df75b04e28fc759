import { group, sum } from "d3-array";
import type { ComparisonAnswer, ScenarioPair } from "#contract/figures/comparison.ts";
import type { BoardMetric } from "#contract/figures/figures.ts";
import { type Entry, entryOf, formatEntry } from "#contract/names/entry.ts";
import { cellMean, type Observation, observationsOf } from "#statistics/cells/observation.ts";
import { isGraded, SHARES, scaleOf } from "#statistics/cells/scale.ts";
import { compareCosts } from "#statistics/costs/bargain.ts";
import { isRounding } from "#statistics/intervals/clustered.ts";
import { nonInferiority } from "#statistics/pairs/non-inferiority.ts";
import { type PairedDifference, sharedDifference } from "#statistics/pairs/paired.ts";
import type { CellRow } from "../db/measures.ts";
import { findEntries, findTier, readCells } from "../db/read-cells.ts";
import type { NumberedVersion } from "../db/suite-versions.ts";
import { boardOfRows, type Counted, namedEntry } from "../figures/board.ts";
import { type BuiltBoard, builtEstimate, isToldApart, readBuiltBoard } from "../figures/built-boards.ts";
import { totalsOf } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import type { ReadSite } from "../http/site-files.ts";
import { findSuiteVersion } from "./find-suite-version.ts";
import type { Handler } from "./handler.ts";
import { noEntry } from "./not-found.ts";

/** Two entries that are compared, with the board of the last build that has them, if there is one. */
interface Pair {
  a: Entry;
  b: Entry;
  board: BuiltBoard | undefined;
}

/** A paired difference as answers give it. */
const differenceAnswer = ({ difference, interval, open: _open, ...rest }: PairedDifference, { a, b, board }: Pair) => {
  const toldApart = isToldApart(board, a, b);
  return {
    value: Number.isNaN(difference) ? null : difference,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    ...rest,
    toldApart,
    snapshot: toldApart === null ? null : (board?.snapshot ?? null),
  };
};

const rateOf = (cells: readonly Observation[]): number | null =>
  cells.length === 0 ? null : sum(cells, cellMean) / cells.length;

const runsOf = (cells: readonly Observation[]): number => sum(cells, ({ runs }) => runs);

/** Each scenario with both success rates: over the tiers that both have run, or over those that each has if they share none. */
const pairScenarios = (
  a: readonly Observation[],
  b: readonly Observation[],
  nameOf: (scenario: number) => string,
): { pair: ScenarioPair; isShared: boolean }[] => {
  const [scenariosA, scenariosB] = [group(a, ({ scenario }) => scenario), group(b, ({ scenario }) => scenario)];
  return [...new Set([...scenariosA.keys(), ...scenariosB.keys()])]
    .map((scenario) => {
      const [cellsA = [], cellsB = []] = [scenariosA.get(scenario), scenariosB.get(scenario)];
      const inBoth = ({ tier }: Observation) =>
        [cellsA, cellsB].every((cells) => cells.some((cell) => cell.tier === tier));
      const isShared = cellsA.some(inBoth);
      const [ours, theirs] = isShared ? [cellsA.filter(inBoth), cellsB.filter(inBoth)] : [cellsA, cellsB];
      const pair = {
        scenario: nameOf(scenario),
        a: rateOf(ours),
        b: rateOf(theirs),
        runsA: runsOf(ours),
        runsB: runsOf(theirs),
      };
      return { pair, isShared };
    })
    .sort((x, y) => (x.pair.scenario < y.pair.scenario ? -1 : 1));
};

/** Positive where a is better, 0 where the rates are equal but for rounding. */
const leadOf = ({ a, b }: ScenarioPair): number => {
  const lead = (a ?? 0) - (b ?? 0);
  return isRounding(lead, Math.max(a ?? 0, b ?? 0)) ? 0 : lead;
};

const listScenarios = (pairs: readonly { pair: ScenarioPair; isShared: boolean }[]) => {
  const shared = pairs.filter(({ isShared }) => isShared).map(({ pair }) => pair);
  const where = (holds: (lead: number) => boolean) =>
    shared.filter((pair) => holds(leadOf(pair))).sort((x, y) => Math.abs(leadOf(y)) - Math.abs(leadOf(x)));
  return {
    won: where((lead) => lead > 0),
    lost: where((lead) => lead < 0),
    tied: where((lead) => lead === 0),
    notShared: pairs.filter(({ isShared }) => !isShared).map(({ pair }) => pair),
  };
};

/** The boards of the last build that two entries of a version, or of a tier of it, stand on, by what they rank by. */
const readBoards = async (readSite: ReadSite, { suite, suiteVersion }: NumberedVersion, tier: string | undefined) => {
  const read = (metric: BoardMetric) => readBuiltBoard(readSite, suite, { version: suiteVersion, tier, metric });
  return { success: await read("success"), score: await read("score") };
};
type Boards = Awaited<ReturnType<typeof readBoards>>;

/** Compares two entries of one board, whose rows are those of `a` and `b` alone. */
const compare = (
  a: readonly Counted<CellRow>[],
  b: readonly Counted<CellRow>[],
  pairOn: (board: BuiltBoard | undefined) => Pair,
  { boards, margin }: { boards: Boards; margin: number },
) => {
  const board = [...a, ...b].map(({ cell }) => cell);
  const names = new Map([...a, ...b].map(({ row, cell }) => [cell.scenario, row.scenario]));
  const observed = (own: readonly Counted<CellRow>[], metric: "success" | "score") =>
    observationsOf(
      own.map(({ cell }) => cell),
      metric,
    );
  const [passesA, passesB] = [observed(a, "success"), observed(b, "success")];
  const rates = sharedDifference(passesA, passesB, SHARES);
  const cells = (own: readonly Counted<CellRow>[]) => own.map(({ cell }) => cell);
  const cheaper = compareCosts(cells(a), cells(b));
  const scores = () => sharedDifference(observed(a, "score"), observed(b, "score"), scaleOf(board, "score"));
  return {
    successRate: differenceAnswer(rates, pairOn(boards.success)),
    noWorse: nonInferiority(rates, margin),
    cheaper: cheaper && {
      times: cheaper.times,
      low: cheaper.interval?.low ?? null,
      high: cheaper.interval?.high ?? null,
    },
    meanScore: isGraded(board) ? differenceAnswer(scores(), pairOn(boards.score)) : null,
    ...listScenarios(pairScenarios(passesA, passesB, (scenario) => names.get(scenario) ?? "")),
  };
};

/** What is read of two entries: the names of scenarios are beyond the cells, since the answer holds each. */
const MOST = { cells: 5_000, rows: 7_500 };

const tooMany = (tier: string | undefined): StatusError =>
  new StatusError(
    422,
    `the two have more than ${MOST.cells} cells together, too many to compare at once: ${
      tier === undefined ? "compare them in one tier (tier=…), or look" : "look"
    } at the leaderboard of the suite`,
  );

/** GET /api/compare: two entries of a suite, paired over the scenarios that both have run. */
export const compareEntries: Handler<"compareEntries"> = async ({ query, database, readSite }) => {
  const { suite, suiteVersion, tier, a, b, margin } = query;
  const version = await findSuiteVersion(database, suite, suiteVersion);
  const tierId = await findTier(database, tier);
  const found = tierId === null ? [] : await findEntries(database, version, [a, b]);
  const rows = await readCells(database, version, found, { tierId: tierId ?? undefined, most: MOST });
  if (!rows) throw tooMany(tier);
  const board = boardOfRows(rows);
  const ownOf = async (entry: Entry) => {
    const own = board.counted.filter(({ row }) => formatEntry(entryOf(row)) === formatEntry(entry));
    if (own.length === 0) throw await noEntry(database, { ...version, tier }, entry);
    return own;
  };
  const [ours, theirs] = [await ownOf(a), await ownOf(b)];
  const boards = await readBoards(readSite, version, tier);
  const described = (entry: Entry, own: readonly Counted<CellRow>[]) => ({
    ...namedEntry(entry),
    ...totalsOf(own.map(({ row }) => row)),
    successRateEstimate: builtEstimate(boards.success, entry),
    meanScore: builtEstimate(boards.score, entry),
  });
  const answer: ComparisonAnswer = {
    ...namedVersion(version),
    tier: tier ?? null,
    a: described(a, ours),
    b: described(b, theirs),
    ...compare(ours, theirs, (built) => ({ a, b, board: built }), { boards, margin }),
  };
  return { body: answer };
};
