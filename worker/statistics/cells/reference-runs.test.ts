import { expect, it } from "vitest";
import { leaderboard } from "../ranks/leaderboard.ts";
import { referenceRuns } from "./reference-runs.ts";
import { makeCell, makeVerdicts } from "./sample-cells.ts";

const entries = [{ agent: "oracle" }, { agent: "no-op" }, { agent: "other" }];

it("finds the oracle and the no-op agent sound where they do what they should", () => {
  const cells = [...makeVerdicts(0, ["11", "1"]), ...makeVerdicts(1, ["0", "00"]), ...makeVerdicts(2, ["1", "0"])];
  expect(referenceRuns(cells, entries)).toEqual([
    { agent: "oracle", passes: 3, runs: 3, cells: 2, wrong: [], isSound: true },
    { agent: "no-op", passes: 0, runs: 3, cells: 2, wrong: [], isSound: true },
  ]);
});

it("names the cells where they do not, and counts no infrastructure error", () => {
  const spoilt = makeCell({ entry: 1, scenario: 3, infrastructureError: 1 });
  const [oracle, noOp] = referenceRuns(
    [...makeVerdicts(0, ["10", "1"]), ...makeVerdicts(1, ["0", "01"]), spoilt],
    entries,
  );
  expect(oracle).toMatchObject({ wrong: [{ scenario: 0, tier: 0 }], isSound: false });
  expect(noOp).toMatchObject({ wrong: [{ scenario: 1, tier: 0 }], cells: 2, isSound: false });
});

it("calls one without runs not sound, since nothing is known", () => {
  expect(referenceRuns([], entries).map(({ isSound }) => isSound)).toEqual([false, false]);
});

it("keeps both off the leaderboard", () => {
  const cells = [...makeVerdicts(0, ["1", "1"]), ...makeVerdicts(1, ["0", "0"]), ...makeVerdicts(2, ["1", "0"])];
  const board = leaderboard(cells, { metric: "success", entries });
  expect(board.standings.map(({ entry, rank }) => [entry, rank])).toEqual([[2, { from: 1, to: 1 }]]);
});
