import type { ReferenceRuns } from "#statistics/cells/reference-runs.ts";
import type { SuiteHealth } from "#statistics/findings/suite-health.ts";
import { formatCount, formatCounted, formatRate } from "#words/numbers.ts";
import { type Board, isOfTotals } from "../../snapshot/boards.ts";
import { healthOf } from "../../snapshot/findings.ts";
import { scenarioPath } from "../../snapshot/links.ts";
import type { Column } from "../column.ts";
import { escapeHtml } from "../html.ts";
import { METHOD } from "../method.ts";

/** A scenario with how well it tells entries apart. */
export type HealthRow = SuiteHealth["scenarios"][number] & { name: string; path: string };

/** The health of a suite, and of each of its scenarios by its position. */
type Computed = SuiteHealth & { byScenario: ReadonlyMap<number, SuiteHealth["scenarios"][number]> };

const known = new WeakMap<Board, Computed>();

/** Computed once a board: each task's page asks for it. */
const computed = (board: Board): Computed => {
  let health = known.get(board);
  if (!health) {
    const found = healthOf(board);
    health = { ...found, byScenario: new Map(found.scenarios.map((one) => [one.scenario, one])) };
    known.set(board, health);
  }
  return health;
};

/** The scenarios of a board, the one that still separates most first; those that nobody ran have no page. */
export const healthRows = (board: Board): HealthRow[] =>
  computed(board).scenarios.flatMap((scenario) => {
    const name = board.version.scenarios[scenario.scenario];
    return name === undefined ? [] : [{ ...scenario, name, path: scenarioPath(board.version, name) }];
  });

/** A sentence: what it says first, which stands out, and what follows. */
interface Description {
  strong: string;
  rest: string;
}

/** How many tasks some entries always solve, and how many never. */
const describeEnds = (always: number, never: number, whom: string): string => {
  const solved = always === 0 ? "no task is" : formatCounted(always, "task is", "tasks are");
  const unsolved = never === 0 ? "none is left unsolved" : `${formatCounted(never, "is", "are")} never solved by any`;
  return `${solved} always solved by ${whom}, and ${unsolved}`;
};

const WHY = {
  all: ": all of them always solve it.",
  none: ": none of them ever solves it.",
  some: ".",
};

/** Whether a task still tells the best apart, to follow what names it. */
const describeTask = (solvedByBest: keyof typeof WHY, best: string): Description => ({
  strong: `${solvedByBest === "some" ? "still tells" : "does not tell"} ${best}`,
  rest: WHY[solvedByBest],
});

const describeBest = (entries: number): string =>
  `the best ${formatCounted(entries, "ranked entry", "ranked entries")} apart`;

/**
 * Whether a task (by its position) still tells the best ranked entries of a board apart, to follow what names it; null where nothing can be
 * said: of fewer than two ranked entries, of totals, and of a task outside the board.
 */
export const describeTaskHealth = (board: Board, scenario: number): Description | null => {
  const { byScenario, saturation } = computed(board);
  const task = byScenario.get(scenario);
  if (!task || saturation.entries < 2 || isOfTotals(board)) return null;
  return describeTask(task.solvedByBest, describeBest(saturation.entries));
};

/** Whether a suite still tells its entries apart: in bold letters, and what follows. */
export const describeHealth = (board: Board): Description => {
  const { scenarios, saturation } = computed(board);
  const { entries, allSolve, noneSolve, tellApart } = saturation;
  if (entries < 2) return { strong: "Too few ranked entries", rest: " to say whether the suite tells them apart." };
  if (isOfTotals(board))
    return { strong: "Its entries state one total each", rest: ": which tasks tell them apart is not known." };
  const best = describeBest(entries);
  const [only] = scenarios;
  if (only && scenarios.length === 1) {
    const { strong, rest } = describeTask(only.solvedByBest, best);
    return { strong: `The only task ${strong}`, rest };
  }
  const always = scenarios.filter(({ isAlwaysSolved }) => isAlwaysSolved).length;
  const never = scenarios.filter(({ isNeverSolved }) => isNeverSolved).length;
  const against = scenarios.filter(({ discrimination }) => discrimination !== null && discrimination < 0).length;
  const wrong =
    against === 0
      ? ""
      : ` ${formatCounted(against, "task goes", "tasks go")} against the rest: better entries do worse there.`;
  return {
    strong: `${tellApart === 0 ? "None" : formatCount(tellApart)} of ${formatCounted(scenarios.length, "task")} still ${tellApart < 2 ? "tells" : "tell"} ${best}`,
    rest: `: ${describeEnds(allSolve, noneSolve, "all of them")}. Of all ranked entries: ${describeEnds(always, never, "all")}.${wrong}`,
  };
};

const SHOULD = { oracle: "should pass every run", "no-op": "should pass none" };

/** What an agent did that tries the suite itself, to follow its name. */
export const describeReference = ({ agent, passes, runs, wrong, isSound }: ReferenceRuns): string => {
  if (runs === 0) return ` ${SHOULD[agent]}: nobody ran it.`;
  const did = `${formatCount(passes)} of ${formatCounted(runs, "run")} passed`;
  return ` ${SHOULD[agent]}: ${did}${isSound ? ", as it should be" : `; wrong in ${formatCounted(wrong.length, "cell")}`}.`;
};

const signed = (value: number | null): string => (value === null ? "n/a" : value.toFixed(2).replace("-", "−"));

/** The row of a scenario on the page of a suite's health. */
export const HEALTH_COLUMNS: readonly Column<HealthRow>[] = [
  {
    page: () => ({
      ...{ heading: "Task", kind: "row heading" },
      cell: { html: ({ name, path }) => `<a href="${escapeHtml(path)}">${escapeHtml(name)}</a>` },
    }),
    fields: {},
  },
  {
    page: () => ({
      ...{ heading: "Separates neighbours", kind: "figure", method: METHOD.health },
      cell: { text: ({ separation }) => (separation === null ? "n/a" : separation.toFixed(3)) },
    }),
    fields: {},
  },
  {
    page: () => ({
      ...{ heading: "Goes with the rest", kind: "figure", method: METHOD.health },
      cell: { text: ({ discrimination }) => signed(discrimination) },
    }),
    fields: {},
  },
  { page: () => ({ heading: "Solved", kind: "figure", cell: { text: ({ mean }) => formatRate(mean) } }), fields: {} },
  {
    page: () => ({ heading: "Ranked entries", kind: "figure", cell: { text: ({ entries }) => formatCount(entries) } }),
    fields: {},
  },
];
