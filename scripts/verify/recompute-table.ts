import { formatEntry } from "#contract/names/entry.ts";
import { keyOf, versionKey } from "#contract/names/key-of.ts";
import { batchesOf } from "#contract/snapshot/batches.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { scenarioDifficulties } from "#statistics/cells/difficulty.ts";
import { observationsOf } from "#statistics/cells/observation.ts";
import { countedRuns } from "#statistics/cells/outcome.ts";
import { scenarioMeans } from "#statistics/cells/units.ts";
import { boardEffects, effectFigures } from "#statistics/findings/board-effects.ts";
import type { RecomputedVersion } from "./boards.ts";
import { batchRow, cellRow, entryRow, type Row, standingRow } from "./rows.ts";

/** What a table of a site is about, as its file says. */
export interface TableSubject {
  suite?: string | undefined;
  suiteVersion?: string | undefined;
  scenario?: string | undefined;
  tier?: string | undefined;
  agent?: string | undefined;
  model?: string | undefined;
}

/** A table as it has to be: its rows, and the columns that name a row. */
export interface ExpectedTable {
  key: readonly string[];
  rows: Row[];
  /** Whether the order of the rows says something. */
  isOrdered?: boolean;
}

const ENTRY_KEY = ["agent", "model", "variant"] as const;

const standingRows = (version: RecomputedVersion, tier: number | undefined): Row[] =>
  version.boards(tier).flatMap((board) => board.standings.map((standing) => standingRow(board, standing)));

const boardRows = (version: RecomputedVersion, tier: number | undefined): Row[] =>
  version.boards(tier).flatMap(({ metric, places, outside }) =>
    [places, outside].flatMap((cells, kind) =>
      cells.map((cell) => ({
        metric,
        scenario: version.scenarios[cell.scenario],
        tier: version.tiers[cell.tier],
        isPart: kind === 0,
      })),
    ),
  );

const scenarioRows = (version: RecomputedVersion): Row[] =>
  scenarioDifficulties(version.rows, "success").map(({ scenario, mean, entries, solvedBy }) => {
    const own = version.ofScenario(scenario);
    const sum = (amount: (cell: (typeof own)[number]) => number) =>
      own.reduce((total, cell) => total + amount(cell), 0);
    return {
      scenario: version.scenarios[scenario],
      ...{ meanSuccessRate: mean, solvedBy, entries },
      ...{ pass: sum(({ pass }) => pass), counted: sum(countedRuns) },
      infrastructureError: sum(({ infrastructureError }) => infrastructureError),
    };
  });

const matrixRows = (version: RecomputedVersion): Row[] =>
  version.board().standings.map(({ entry }) => ({
    ...entryRow(version.entries[entry] ?? { agent: "" }),
    ...Object.fromEntries(
      version.scenarios.map((name, scenario) => [
        name,
        scenarioMeans(observationsOf(version.ofSquare(entry, scenario), "success"))[0],
      ]),
    ),
  }));

/** What changing one thing does on the board that comes first. */
const effectRows = (version: RecomputedVersion): Row[] => {
  const [board] = version.boards();
  if (!board) return [];
  const { entries, tiers, rows } = version;
  const ofEntry = Map.groupBy(rows, ({ entry }) => entry);
  const cellsByEntry = entries.map((_, entry) => ofEntry.get(entry) ?? []);
  return boardEffects({ entries, tiers, cellsByEntry, metric: board.metric, scale: board.scale, tier: undefined })
    .flatMap(({ effects }) => effects)
    .map((effect) => effectFigures(effect, { entries, tiers, metric: board.metric }));
};

/** Where an agent or a model stands: on every board of all tiers, and by success rate in each tier. */
const participantRows = (versions: readonly RecomputedVersion[], role: "agent" | "model", name: string): Row[] =>
  versions.flatMap((version) =>
    [...version.boards(), ...version.tiers.map((_, tier) => version.board(tier))].flatMap((board) =>
      board.standings
        .filter(({ entry }) => version.entries[entry]?.[role] === name)
        .map((standing) => standingRow(board, standing)),
    ),
  );

const participantList = (versions: readonly RecomputedVersion[], role: "agent" | "model"): Row[] => {
  const entries = versions.flatMap((version) =>
    version.entries.map((entry) => ({ version, name: entry[role], key: formatEntry(entry) })),
  );
  const byName = Map.groupBy(
    entries.filter(({ name }) => name !== undefined),
    ({ name }) => name ?? "",
  );
  return [...byName].map(([name, own]) => ({
    name,
    suites: new Set(own.map(({ version }) => version.suite)).size,
    entries: new Set(own.map(({ key }) => key)).size,
  }));
};

const EFFECT_KEY = [
  "kind",
  ...["from", "to"].flatMap((side) => ["Agent", "Model", "Variant", "Tier"].map((name) => side + name)),
];
const PARTICIPANT_KEY = ["suite", "suiteVersion", "tier", "metric", ...ENTRY_KEY];

/** Tables of a version of a suite, by the names of their files. */
const OF_VERSION: Readonly<Record<string, (version: RecomputedVersion, subject: TableSubject) => ExpectedTable>> = {
  leaderboard: (version, { tier }) => ({
    key: ["metric", ...ENTRY_KEY],
    rows: standingRows(version, tier === undefined ? undefined : version.tiers.indexOf(tier)),
    isOrdered: true,
  }),
  cells: (version, { tier }) => ({
    key: ["metric", "scenario", "tier"],
    rows: boardRows(version, tier === undefined ? undefined : version.tiers.indexOf(tier)),
  }),
  scenarios: (version) => ({ key: ["scenario"], rows: scenarioRows(version) }),
  effects: (version) => ({ key: EFFECT_KEY, rows: effectRows(version), isOrdered: true }),
  matrix: (version) => ({ key: ENTRY_KEY, rows: matrixRows(version) }),
  scenario: (version, { scenario }) => ({
    key: ["tier", ...ENTRY_KEY],
    rows: version.ofScenario(version.scenarios.indexOf(scenario ?? "")).map((cell) => cellRow(version, cell)),
  }),
};

/**
 * Recomputes the tables of a site from a snapshot, by the name of a table's file and by what it says that it is about. Undefined: it is
 * about nothing that the snapshot has.
 */
export const makeRecomputation = (
  snapshot: Snapshot,
  versions: ReadonlyMap<string, RecomputedVersion>,
): ((name: string, subject: TableSubject) => ExpectedTable | undefined) => {
  const all = [...versions.values()];
  return (name, subject) => {
    if (subject.suite !== undefined) {
      const version = versions.get(versionKey({ suite: subject.suite, suiteVersion: subject.suiteVersion }));
      return version && OF_VERSION[name]?.(version, subject);
    }
    if (name === "standings" && subject.agent !== undefined) {
      return { key: PARTICIPANT_KEY, rows: participantRows(all, "agent", subject.agent) };
    }
    if (name === "standings" && subject.model !== undefined) {
      return { key: PARTICIPANT_KEY, rows: participantRows(all, "model", subject.model) };
    }
    if (name === "agents" || name === "models") {
      return { key: ["name"], rows: participantList(all, name === "agents" ? "agent" : "model") };
    }
    if (name === "batches") return { key: ["batchId"], rows: snapshot.batches.flatMap(batchesOf).map(batchRow) };
    return undefined;
  };
};

/** The key of a row, by the columns that name it. */
export const rowKey = (row: Row, key: readonly string[]): string =>
  keyOf(...key.map((column) => (row[column] == null ? undefined : String(row[column]))));
