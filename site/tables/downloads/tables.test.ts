import { expect, it } from "vitest";
import { OUTCOME_NAMES, outcomeMeasure } from "#contract/runs/outcomes.ts";
import { COST_UNITS, DURATION_UNITS, SCORE_UNITS } from "#contract/snapshot/units.ts";
import { listBatches } from "../../snapshot/batches.ts";
import { matrixOf } from "../../snapshot/matrix.ts";
import { participantsOf } from "../../snapshot/participants.ts";
import { sampleVersion } from "../../snapshot/sample-board.ts";
import { scenariosOf } from "../../snapshot/scenarios.ts";
import { suitesOf } from "../../snapshot/suites.ts";
import { EFFECTS_DICTIONARY } from "./dictionary.ts";
import type { Table } from "./table.ts";
import {
  batchesTable,
  boardCellsTable,
  effectsTable,
  leaderboardTable,
  matrixTable,
  participantsTable,
  participantTable,
  scenariosTable,
  scenarioTable,
} from "./tables.ts";

const [suite] = suitesOf({
  suites: [
    {
      suite: "s",
      suiteVersion: "1",
      scenarios: ["easy", "hard"],
      tiers: ["L0"],
      entries: [{ agent: "echo" }, { agent: "code", model: "opus", variant: "high" }],
      cells: {
        scenario: [0, 1, 0, 1],
        tier: [0, 0, 0, 0],
        entry: [0, 0, 1, 1],
        pass: [1, 0, 1, 1],
        fail: [0, 1, 0, 0],
        scoreRuns: [1, 1, 1, 1],
        scoreSum: [5e8, 0, 1e9, 1e9],
        costRuns: [0, 0, 1, 0],
        costSum: [0, 0, 2.5e11, 0],
        costPasses: [0, 0, 1, 0],
        lastRunAt: [0, 0, 1_785_585_600, 0],
      },
    },
  ],
});
if (!suite) throw new Error("no suite");
const [version] = suite.versions;

/** The rows as records, with the unknown values left out. */
const recordsOf = ({ columns, rows }: Table) => {
  for (const row of rows) expect(row).toHaveLength(columns.length);
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, place) => [column, row[place]]).filter(([, value]) => value != null)),
  );
};

it("gives a leaderboard by both metrics where scores are graded", () => {
  const records = recordsOf(leaderboardTable(version, undefined));
  expect(records.map(({ metric, agent, estimate }) => [metric, agent, estimate])).toEqual([
    ["success", "code", 1],
    ["success", "echo", 0.5],
    ["score", "code", 1],
    ["score", "echo", 0.25],
  ]);
  expect(records[0]).toMatchObject({
    ...{
      model: "opus",
      variant: "high",
      rankFrom: 1,
      rankTo: 2,
      group: 1,
      unit: "scenario",
      units: 2,
      pass: 2,
      counted: 2,
    },
    ...{ costUsdMean: 0.25, costShare: 0.5, costUsdPerSuccess: 0.25, lastRunAt: "2026-08-01T12:00:00.000Z" },
  });
  expect(records[1]).not.toHaveProperty("costUsdMean");
  expect(records[1]).not.toHaveProperty("lastRunAt");
});

it("gives the cells of the board, and what is not part of it", () => {
  expect(recordsOf(boardCellsTable(version, undefined))).toEqual(
    ["success", "score"].flatMap((metric) =>
      ["easy", "hard"].map((scenario) => ({ metric, scenario, tier: "L0", isPart: true })),
    ),
  );
});

it("gives scenarios and what each entry did there", () => {
  expect(recordsOf(scenariosTable(version))[0]).toEqual({
    ...{ scenario: "hard", meanSuccessRate: 0.5, entries: 2, solvedBy: 1, pass: 1, counted: 2, infrastructureError: 0 },
  });
  const [hard] = scenariosOf(version);
  const records = hard ? recordsOf(scenarioTable(version, hard)) : [];
  expect(records[0]).toMatchObject({ agent: "code", tier: "L0", pass: 1, counted: 1, scoreMean: 1, costRuns: 0 });
  expect(records[0]).not.toHaveProperty("costUsdMean");
});

it("gives every figure of a scenario's cells under its own name", () => {
  const outcomes = Object.fromEntries(OUTCOME_NAMES.map((name, place) => [outcomeMeasure(name), 2 ** place]));
  const sums = { scoreRuns: 2, costRuns: 4, tokenRuns: 5, durationRuns: 8, tokensInSum: 300, tokensOutSum: 25 };
  const units = { scoreSum: 3 * SCORE_UNITS, costSum: 6 * COST_UNITS, durationSum: 80 * DURATION_UNITS };
  const cells = Object.entries({ entry: 0, scenario: 0, tier: 0, ...outcomes, ...sums, ...units });
  const one = suitesOf({
    suites: [
      {
        ...{ suite: "s", scenarios: ["task"], tiers: ["L0"], entries: [{ agent: "a", model: "m", variant: "v" }] },
        cells: { ...{ entry: [], scenario: [], tier: [] }, ...Object.fromEntries(cells.map(([k, v]) => [k, [v]])) },
      },
    ],
  })[0]?.versions[0];
  const [task] = one ? scenariosOf(one) : [];
  expect(one && task && recordsOf(scenarioTable(one, task))).toEqual([
    {
      ...{ agent: "a", model: "m", variant: "v", tier: "L0", counted: 1 + 2 + 4 + 8 + 32, ...outcomes },
      ...{ scoreMean: 1.5, scoreRuns: 2, costUsdMean: 1.5, costRuns: 4 },
      ...{ tokensMean: 65, tokenRuns: 5, durationMsMean: 10, durationRuns: 8 },
    },
  ]);
});

it("gives every effect, however many a page lists, as the dictionary names its columns", () => {
  const entries = Array.from({ length: 12 }, (_, place) => ({ agent: "a", model: `m${place}`, passes: place }));
  const { columns, rows } = effectsTable(sampleVersion(entries, 12));
  expect(columns).toEqual(EFFECTS_DICTIONARY.map(({ name }) => name));
  const records = rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])));
  expect(records).toHaveLength(66);
  expect(records[0]).toMatchObject({
    ...{ kind: "model", fromModel: "m0", toModel: "m11", fromVariant: null, toTier: null, metric: "success" },
    ...{ difference: 11 / 12, won: 11, lost: 0, tied: 1, units: 12, unit: "scenario", pValue: 2 ** -10 },
  });
});

it("gives the matrix with a column a scenario", () => {
  expect(recordsOf(matrixTable(matrixOf(version)))).toEqual([
    { agent: "code", model: "opus", variant: "high", easy: 1, hard: 1 },
    { agent: "echo", easy: 1, hard: 0 },
  ]);
});

it("gives the standings of an agent over all tiers and in each", () => {
  const agents = participantsOf([version], "agent");
  expect(recordsOf(participantsTable(agents))).toEqual([
    { name: "code", suites: 1, entries: 1 },
    { name: "echo", suites: 1, entries: 1 },
  ]);
  const records = agents[0] ? recordsOf(participantTable(agents[0])) : [];
  expect(records.map(({ tier, metric }) => [tier, metric])).toEqual([
    [undefined, "success"],
    [undefined, "score"],
    ["L0", "success"],
  ]);
});

it("gives batches with what is claimed of them and what their runs add up to", () => {
  const batches = listBatches({
    batches: [
      {
        batchId: ["claimed", "plain"],
        createdAt: [1_785_585_600_000, null],
        claimed: { totalRuns: [2, null], avgScore: [0.5, null] },
        pass: [1, 0],
        fail: [1, 0],
        notFinal: [1, 0],
        passScoreRuns: [1, 0],
        passScoreSum: [5e8, 0],
        costRuns: [1, 0],
        costSum: [2.5e11, 0],
        costPasses: [1, 0],
      },
    ],
  });
  const [claimed, plain] = recordsOf(batchesTable(batches));
  expect(claimed).toMatchObject({
    ...{ batchId: "claimed", page: "/batches/claimed/", createdAt: "2026-08-01T12:00:00.000Z", status: "running" },
    ...{ runs: 3, pass: 1, counted: 2, passShare: 0.5, notFinal: 1, claimedTotalRuns: 2, claimedAvgScore: 0.5 },
    ...{ avgScore: 0.5, differingClaims: 1, costUsdTotal: 0.25, costShare: 0.5, costUsdPerSuccess: 0.25 },
  });
  for (const unknown of ["createdAt", "passShare", "claimedTotalRuns", "differingClaims", "costUsdTotal"]) {
    expect(plain).not.toHaveProperty(unknown);
  }
});
