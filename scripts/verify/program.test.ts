import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { CELL_KEYS } from "#contract/snapshot/cells.ts";
import { columnsOf } from "#contract/snapshot/columns.ts";
import { CELL_MEASURES } from "#contract/snapshot/measures.ts";
import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { ERROR_UNITS } from "#contract/snapshot/units.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import { makeScoredCell } from "#statistics/cells/sample-cells.ts";
import { inProject } from "../command/project.ts";
import { randomOf } from "../sample/random.ts";
import { filesOf, writeFiles, writtenSnapshot } from "../snapshots/testing/written-snapshot.ts";
import { recomputeVersions } from "./boards.ts";
import { standingRow } from "./rows.ts";

const ENTRIES = [
  ...["oracle", "ant", "bee", "cat"].map((agent) => ({ agent })),
  ...["large", "small"].map((model) => ({ agent: "dog", model })),
  { agent: "dog", model: "small", variant: "slow" },
];
const SCENARIOS = [..."tuvwxyz"];
const TIERS = ["L0", "L1", "Lx"];

/** One of some choices; undefined can be the first alone. */
type Pick = <Choice>(first: Choice, ...others: readonly Choice[]) => Choice;

/** What a manifest may state, and what it may leave out. */
const manifestOf = (pick: Pick): Manifest => {
  const tiers = pick(undefined, ["L0"], ["L0", "L1", "Lx"], ["Lx", "L9"]);
  const own = pick(undefined, ["L1"], ["L0", "Lx"]);
  const names = pick(undefined, SCENARIOS.slice(0, 3), ["t", "u", "nobody ran it"], SCENARIOS);
  const scales = [{ min: -1, max: 4 }, { min: 0, max: 3, lowerIsBetter: true }, { lowerIsBetter: true }];
  return {
    tiers: tiers?.map((tier) => ({ tier })),
    scenarios: names?.map((scenario, place) => ({ scenario, ...(place === 1 && { tiers: own }) })),
    scenarioCount: names ? undefined : pick(undefined, 2, 4, 8),
    scale: pick(undefined, ...scales),
    share: pick(undefined, 0.5, 1),
  };
};

/** How many runs a cell has, at least and at most, and what they score. */
interface Kind {
  least: number;
  most: number;
  scores: "none" | "verdicts" | "graded" | "stated";
}

const KINDS: readonly [Kind, ...Kind[]] = [
  { least: 1, most: 1, scores: "verdicts" },
  { least: 1, most: 3, scores: "graded" },
  { least: 4, most: 4, scores: "graded" },
  { least: 2, most: 5, scores: "stated" },
  { least: 7, most: 20, scores: "none" },
  { least: 101, most: 110, scores: "none" },
];

/** A cell of some runs; the later an entry and a scenario, the more of them pass. */
const cellOf = (pick: Pick, { least, most, scores }: Kind, place: Record<(typeof CELL_KEYS)[number], number>) => {
  const runs = pick(least, most);
  const rate = place.entry / 10 + place.scenario / 15;
  const passed = Array.from({ length: runs }, () => pick(0, ...SCENARIOS.map((_, step) => step / 7)) < rate);
  const pass = passed.filter((one) => one).length;
  const worths = passed.map((one) => Number(one) + (scores === "verdicts" ? 0 : pick(0, 0.25, 1.5)));
  return makeScoredCell(scores === "none" ? [] : worths, {
    ...{ ...place, pass, notStated: 0, fail: runs - pass, firstRunAt: pick(1_000, 2_000), lastRunAt: 4_000 },
    ...(scores === "stated" && { scoreErrorRuns: runs, scoreErrorSquares: pick(0, 1, 2) * ERROR_UNITS }),
  });
};

/** A suite of any number of scenarios, tiers and entries, with holes and perhaps a manifest; all its cells are of one kind. */
const suiteOf = (number: number): SnapshotSuite => {
  const random = randomOf("suite", number);
  const pick: Pick = (first, ...others) => others[Math.floor(random() * (others.length + 1)) - 1] ?? first;
  const [scenarios, tiers, entries, share] = [pick(1, 4, 7), pick(1, 1, 3), pick(2, 4, 7), pick(0.6, 0.95, 1)];
  const kind = pick(...KINDS);
  const cells = SCENARIOS.slice(0, scenarios).flatMap((_, scenario) =>
    TIERS.slice(0, tiers).flatMap((_, tier) =>
      ENTRIES.slice(0, entries).flatMap((_, entry) =>
        random() < share ? [cellOf(pick, kind, { scenario, tier, entry })] : [],
      ),
    ),
  );
  const suite = `suite ${number}`;
  return {
    ...{ suite, scenarios: SCENARIOS, tiers: TIERS, entries: ENTRIES },
    cells: {
      scenario: cells.map(({ scenario }) => scenario),
      tier: cells.map(({ tier }) => tier),
      entry: cells.map(({ entry }) => entry),
      ...columnsOf(CELL_MEASURES, cells, (cell, name) =>
        Number.isSafeInteger(cell[name]) ? cell[name] : `${BigInt(cell[name])}`,
      ),
    },
    ...(pick(true, false) && { stated: { suite, manifest: manifestOf(pick), decisions: [] } }),
  };
};

/** The leaderboards of a suite, as the site publishes them, by their paths. */
const tablesOf = (suite: SnapshotSuite): Record<string, string> => {
  const tiers = [undefined, ...(new Set(suite.cells.tier).size > 1 ? new Set(suite.cells.tier) : [])];
  return Object.fromEntries(
    [...recomputeVersions({ suites: [suite] }).values()].flatMap((version) =>
      tiers.map((tier) => {
        const rows = version.boards(tier).flatMap((board) => board.standings.map((one) => standingRow(board, one)));
        const columns = Object.keys(rows[0] ?? {});
        const subject = { suite: suite.suite, tier: tier === undefined ? undefined : TIERS[tier] };
        const table = { ...subject, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
        const page = `suites/${suite.suite}/${tier === undefined ? "" : `tiers/${tier}/`}`;
        return [`${page}leaderboard.json`, JSON.stringify(table)] as const;
      }),
    ),
  );
};

const SUITES = Array.from({ length: 90 }, (_, number) => suiteOf(number));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "program-"));
  const tables = Object.assign({}, ...SUITES.map(tablesOf));
  await writeFiles(folder, { ...filesOf(writtenSnapshot(SUITES), "data/snapshot.json", "data/parts"), ...tables });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const check = () => {
  const { status, stdout, stderr } = spawnSync("python3", [inProject("site", "public", "data", "verify.py"), folder]);
  return { status, output: stdout.toString(), errors: stderr.toString() };
};

it("recomputes boards of every kind, with a manifest or without, of all tiers and of each", () => {
  expect(check()).toEqual({
    ...{ status: 0, errors: "" },
    output: expect.stringMatching(/^\w{12}: \d+ runs, 1\d{4} values of 1\d\d leaderboards recomputed: equal\n$/),
  });
});

interface Table {
  columns: string[];
  rows: (string | number | null)[][];
}

const COLUMNS = [
  ...["pass", "counted", "scored", "coveredCells", "coverableCells"],
  ...["rankFrom", "rankTo", "jointRankFrom", "jointRankTo", "group", "estimate", "atMost"],
];

/** What is done to the leaderboard of a suite of its own each, and what is to be said of it. */
const DAMAGES: readonly (readonly [(table: Table) => void, string])[] = [
  ...COLUMNS.map((column): [(table: Table) => void, string] => [
    ({ columns, rows }) => {
      for (const row of rows) row[columns.indexOf(column)] = 99;
    },
    `: ${column} of \\('\\w+', .* by success is 99, recomputed (?:\\d|None)`,
  ]),
  [({ rows }) => rows.pop(), ": \\('\\w+', .*\\) by (?:success|score) is missing"],
  [({ rows }) => rows.push([...(rows[0] ?? [])]), ": \\('\\w+', .* is not in the snapshot, or stands twice"],
];

it("says where a leaderboard differs, and how", async () => {
  const damaged = DAMAGES.map(([change], number) => {
    const [path, text] = Object.entries(tablesOf(SUITES[number] ?? suiteOf(number)))[0] ?? ["", "{}"];
    const table: Table = JSON.parse(text);
    change(table);
    return [path, JSON.stringify(table)] as const;
  });
  await writeFiles(folder, Object.fromEntries(damaged));
  const { status, errors } = check();
  expect(status).toBe(1);
  for (const [number, [, said]] of DAMAGES.entries()) {
    expect(errors).toMatch(new RegExp(`suites/suite ${number}/leaderboard\\.json${said}`));
  }
});
