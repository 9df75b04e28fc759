import { sum } from "d3-array";
import type { NeighbourPlan, Plan } from "#contract/figures/plan.ts";
import { type Entry, entryOf, formatEntry } from "#contract/names/entry.ts";
import { keyOf } from "#contract/names/key-of.ts";
import { isReferenceAgent } from "#contract/names/reference-agents.ts";
import { COST_UNITS } from "#contract/snapshot/units.ts";
import { type Observation, observationsOf } from "#statistics/cells/observation.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { type Place, placeKey } from "#statistics/cells/place.ts";
import { SHARES } from "#statistics/cells/scale.ts";
import { type Estimate, estimateOf } from "#statistics/intervals/estimate.ts";
import { nextCells } from "#statistics/planning/next-cells.ts";
import type { Aim } from "#statistics/planning/plan.ts";
import { planSeparation, type Separation } from "#statistics/planning/separation.ts";
import { LEVEL } from "#statistics/ranks/told-apart.ts";
import type { CellRow } from "../db/measures.ts";
import { findEntries, findEntriesOfFewCells, readCells } from "../db/read-cells.ts";
import type { NumberedVersion } from "../db/suite-versions.ts";
import { type Board, boardOfRows, byName, type Counted, namedEntry } from "../figures/board.ts";
import { builtNeighbours, readBuiltBoard } from "../figures/built-boards.ts";
import { estimateAnswer } from "../figures/figures.ts";
import { namedVersion } from "../figures/suite-version.ts";
import { StatusError } from "../http/problem.ts";
import { findSuiteVersion, requireTier } from "./find-suite-version.ts";
import type { Context, Handler } from "./handler.ts";
import { noEntry } from "./not-found.ts";

/** An entry of the board, as a plan sees it. */
interface Contender {
  counted: readonly Counted<CellRow>[];
  observations: readonly Observation[];
  estimate: Estimate;
  /** Whether it has a counted run in every cell that any entry has one in. */
  complete: boolean;
}

interface Neighbour {
  contender: Contender;
  side: "better" | "worse";
}

const ASSUMPTIONS = [
  "The true difference is the one that the data show now; if it is smaller, the plan finds it less often.",
  "The test is the two-sided paired t test over the scenarios, not corrected for other comparisons.",
  "The variance of a cell's runs is the mean of p(1 - p) over the posterior of its pass rate p, from a uniform prior.",
  "Whatever the differences of the scenarios vary beyond that lies between the scenarios, and more runs do not reduce it.",
];

const contendersOf = ({ counted, places }: Board<CellRow>): Contender[] =>
  byName(counted, (row) => formatEntry(entryOf(row))).map(([, own]) => {
    const observations = observationsOf(
      own.map(({ cell }) => cell),
      "success",
    );
    return {
      counted: own,
      observations,
      estimate: estimateOf(observations, SHARES),
      complete: observations.length === places,
    };
  });

/** The entries next to one, by success rate: among the complete ones, or among all where no other is complete. */
const neighboursOf = (contenders: readonly Contender[], own: Contender): Neighbour[] => {
  if (own.estimate.value === null) return [];
  const others = contenders.filter((contender) => contender !== own && contender.estimate.value !== null);
  const complete = others.filter((contender) => contender.complete);
  const candidates = new Set([own, ...(complete.length > 0 ? complete : others)]);
  const ordered = contenders
    .filter((contender) => candidates.has(contender))
    .sort((a, b) => (b.estimate.value ?? 0) - (a.estimate.value ?? 0));
  const position = ordered.indexOf(own);
  const [above, below] = [ordered[position - 1], ordered[position + 1]];
  return [
    ...(above ? [{ contender: above, side: "better" as const }] : []),
    ...(below ? [{ contender: below, side: "worse" as const }] : []),
  ];
};

const SINGLE_RUNS =
  "Single runs cannot tell how much of the variance is between the scenarios, so that it may take more: begin with a second run of each cell.";

const noteOf = (
  { now, separated, cells, scenariosNeeded }: Separation,
  { addedRuns, isFromSingleRuns }: { addedRuns: number | null; isFromSingleRuns: boolean },
): string => {
  if (separated) return "The data tell them apart already.";
  if (now.n === 0) return "They share no cell: run the same scenarios first.";
  if (now.difference === 0) return "No difference shows, and no number of runs can tell equals apart.";
  if (cells && addedRuns === 0) return "Such data usually tell them apart; these happen not to. Repeat some runs.";
  if (cells) {
    const sentence = `${addedRuns} more runs of the scenarios at hand would give the power.`;
    return isFromSingleRuns ? `${sentence} ${SINGLE_RUNS}` : sentence;
  }
  if (scenariosNeeded === null) return "The difference is too small for any plan.";
  return `More runs of these scenarios would not be enough, since the scenarios differ among themselves; about ${scenariosNeeded} scenarios would.`;
};

/** Finds the names of a cell by its positions. */
const namesOf = (counted: readonly Counted<CellRow>[]) => {
  const names = new Map(counted.map(({ cell, row }) => [`${cell.scenario}.${cell.tier}`, row]));
  return (scenario: number, tier: number) => {
    const row = names.get(`${scenario}.${tier}`);
    return { scenario: row?.scenario ?? "", tier: row?.tier ?? "" };
  };
};

/** How many cells a plan names to run next. */
const MOST_NEXT = 20;

/** What a run of an entry costs in each cell where that is known, in US dollars. */
const costsOf = ({ counted }: Contender): Map<number, number> =>
  new Map(
    counted.flatMap(({ cell }) =>
      cell.costRuns > 0 ? [[placeKey(cell), cell.costSum / COST_UNITS / cell.costRuns] as const] : [],
    ),
  );

/** Where to run two entries next, to tell them apart for the least money. */
const nextOf = (own: Contender, other: Contender, { counted }: Board<CellRow>): NeighbourPlan["next"] => {
  const cells = counted.map(({ cell }) => cell);
  const nameCell = namesOf(counted);
  const [ours, theirs] = [own, other].map(costsOf);
  const costOf = (place: Place) => {
    const [a, b] = [ours?.get(placeKey(place)), theirs?.get(placeKey(place))];
    return a === undefined || b === undefined ? null : a + b;
  };
  return nextCells(own.observations, other.observations, observationsOf(cells, "success"), costOf)
    .slice(0, MOST_NEXT)
    .map(({ scenario, tier, separation, costUsd }) => ({ ...nameCell(scenario, tier), separation, costUsd }));
};

const planNeighbour = (
  own: Contender,
  { contender, side }: Neighbour,
  { aim, board }: { aim: Aim; board: Board<CellRow> },
): NeighbourPlan => {
  const separation = planSeparation(own.observations, contender.observations, aim);
  const { now, cells } = separation;
  const addedRuns = cells && sum(cells, ({ addA, addB }) => addA + addB);
  const isFromSingleRuns = [own, contender].every(({ observations }) => observations.every(({ runs }) => runs === 1));
  const nameCell = namesOf(own.counted);
  const [first] = contender.counted as [Counted<CellRow>];
  return {
    ...namedEntry(entryOf(first.row)),
    side,
    successRate: estimateAnswer(contender.estimate),
    difference: now.n === 0 ? null : now.difference,
    pValue: now.pValue,
    separated: separation.separated,
    sharedScenarios: now.n,
    betweenVariance: separation.betweenVariance,
    withinVariance: separation.withinVariance,
    powerNow: separation.powerNow,
    feasible: cells !== null,
    addedRuns,
    cells: (cells ?? []).map(({ scenario, tier, runsA, runsB, addA, addB }) => ({
      ...nameCell(scenario, tier),
      entryRuns: runsA,
      neighbourRuns: runsB,
      addEntryRuns: addA,
      addNeighbourRuns: addB,
    })),
    next: nextOf(own, contender, board),
    scenariosNeeded: separation.scenariosNeeded,
    note: noteOf(separation, { addedRuns, isFromSingleRuns }),
  };
};

/** The cells that any entry has a counted run in and this one has not, by name. */
const missingCells = (board: Board<CellRow>, own: Contender): Plan["missingCells"] => {
  const placeOf = ({ row }: Counted<CellRow>) => keyOf(row.scenario, row.tier);
  const counted = (rows: readonly Counted<CellRow>[]) => rows.filter(({ cell }) => countedRuns(cell) > 0);
  const has = new Set(counted(own.counted).map(placeOf));
  return byName(counted(board.counted), ({ scenario, tier }) => keyOf(scenario, tier))
    .filter(([place]) => !has.has(place))
    .flatMap(([, [first]]) => (first ? [{ scenario: first.row.scenario, tier: first.row.tier }] : []));
};

/** How many cells are read for a plan where that is all, and how many rows at most: one a cell, and one for the name of each scenario and tier. */
const MOST_CELLS = 3_600;
const MOST_ROWS = 4_500;

/** Which cells a plan looks at. */
type PlanQuestion = { tier: string | undefined; tierId: number | undefined; entry: Entry };

/** The entry and those that stand next to it on the board of the last build; none without it. */
const findNeighbours = async (
  { database, readSite }: Context,
  version: NumberedVersion,
  { tier, entry }: PlanQuestion,
) => {
  const { suite, suiteVersion } = version;
  const board = await readBuiltBoard(readSite, suite, { version: suiteVersion, tier, metric: "success" });
  const neighbours = builtNeighbours(board, entry);
  return neighbours && findEntries(database, version, [entry, ...neighbours]);
};

/** Every cell of a version of few, else those of the entry and its neighbours. Throws 422 where that cannot be. */
const readPlanCells = async (context: Context, version: NumberedVersion, question: PlanQuestion) => {
  const { tierId } = question;
  const { database } = context;
  const found =
    (await findEntriesOfFewCells(database, version, { tierId, mostCells: MOST_CELLS })) ??
    (await findNeighbours(context, version, question));
  const cells =
    found && (await readCells(database, version, found, { tierId, most: { cells: MOST_ROWS, rows: MOST_ROWS } }));
  // Agents that try the suite are on no board, so that nobody has to be told from them.
  if (cells) return cells.filter(({ agent }) => agent === question.entry.agent || !isReferenceAgent(agent));
  throw new StatusError(
    422,
    found
      ? `suite ${version.suite} has too many scenarios and tiers to be planned for at once: ask for one tier`
      : `suite ${version.suite} has too many cells to find the entries next to this one: ask for one tier, or build the site (npm run build), whose board says who they are`,
  );
};

/** GET /api/plan: what to run next, to tell an entry from those next to it. */
export const planRuns: Handler<"planRuns"> = async ({ query, ...context }) => {
  const { database } = context;
  const { suite, suiteVersion, tier, entry, power } = query;
  const version = await findSuiteVersion(database, suite, suiteVersion);
  const tierId = await requireTier(database, tier);
  const board = boardOfRows(await readPlanCells(context, version, { tier, tierId, entry }));
  const contenders = contendersOf(board);
  const name = formatEntry(entry);
  const own = contenders.find(({ counted: [first] }) => first && formatEntry(entryOf(first.row)) === name);
  if (!own) throw await noEntry(database, { ...version, tier }, entry);
  const aim = { alpha: LEVEL, power };
  const plan: Plan = {
    ...namedVersion(version),
    tier: tier ?? null,
    ...namedEntry(entry),
    successRate: estimateAnswer(own.estimate),
    ...aim,
    assumptions: ASSUMPTIONS,
    missingCells: missingCells(board, own),
    neighbours: neighboursOf(contenders, own).map((neighbour) => planNeighbour(own, neighbour, { aim, board })),
  };
  return { body: plan };
};
