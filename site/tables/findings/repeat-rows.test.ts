import { expect, it } from "vitest";
import { boardOf } from "../../snapshot/boards.ts";
import { sampleBoard } from "../../snapshot/sample-board.ts";
import { suitesOf } from "../../snapshot/suites.ts";
import { repeatTable } from "./repeat-rows.ts";

/** A board of some scenarios: passes and runs of each entry's cells. */
const boardOfCells = (...entries: readonly (readonly [passes: number, runs: number])[][]) => {
  const cells = entries.flatMap((own, entry) =>
    own.map(([pass, runs], scenario) => ({ entry, scenario, tier: 0, pass, fail: runs - pass })),
  );
  const column = (name: "entry" | "scenario" | "tier" | "pass" | "fail") => cells.map((cell) => cell[name]);
  const [suite] = suitesOf({
    suites: [
      {
        suite: "s",
        scenarios: Array.from({ length: Math.max(...entries.map((own) => own.length)) }, (_, place) => `task-${place}`),
        tiers: ["L0"],
        entries: entries.map((_, place) => ({ agent: `agent-${place}` })),
        cells: {
          ...{ entry: column("entry"), scenario: column("scenario"), tier: column("tier") },
          ...{ pass: column("pass"), fail: column("fail") },
        },
      },
    ],
  });
  if (!suite) throw new Error("no suite");
  return boardOf(suite.versions[0], undefined);
};

it("says what is solved at least once, every time, and how often two runs disagree", () => {
  const made = repeatTable(
    boardOfCells(
      [
        [3, 3],
        [1, 3],
      ],
      [
        [0, 3],
        [2, 3],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ),
  );
  expect(made).toMatchObject({ tries: 3, without: 1 });
  expect(made?.finding.strong).toBe(
    "With 3 tries an entry solves 75.0% of the tasks at least once and 25.0% every time",
  );
  expect(made?.finding.rest).toBe(
    ", as a mean over the 2 ranked entries that tried every task so often. Two runs of one task disagree in 33.3% of the cases.",
  );
  expect(made?.table.heads.map(({ heading }) => heading).slice(2)).toEqual([
    "At least once in 3",
    "Every time in 3",
    "Two runs disagree",
  ]);
  expect(made?.table.rows[0]?.cells).toMatch(/<td>100.0% \([\d.]+%–100.0%\)<\/td><td>50.0% /);
});

it("leaves out who never tried some task, and speaks of one alone", () => {
  const cells = (tasks: number, runs: number) => Array.from({ length: tasks }, (): [number, number] => [1, runs]);
  const made = repeatTable(boardOfCells(cells(10, 3), cells(9, 9), cells(10, 1)));
  expect(made).toMatchObject({ tries: 3, without: 2 });
  expect(made?.finding.rest).toContain(", for the only ranked entry that tried every task so often.");
});

it("asks each for what at least half of them have", () => {
  const cell = (runs: number): [number, number] => [1, runs];
  const made = repeatTable(boardOfCells([cell(2), cell(9)], [cell(4), cell(4)], [cell(30), cell(30)]));
  expect(made).toMatchObject({ tries: 4, without: 1 });
});

it("is not there where every task was tried once", () => {
  expect(
    repeatTable(
      boardOfCells(
        [
          [1, 1],
          [0, 1],
        ],
        [
          [1, 1],
          [1, 1],
        ],
      ),
    ),
  ).toBeNull();
});

it("takes no total for tries of one task", () => {
  const tableOf = (isSummed: boolean) => repeatTable(sampleBoard([{ passes: 1, again: 1, isSummed }], 1));
  expect(tableOf(false)?.tries).toBe(2);
  expect(tableOf(true)).toBeNull();
});
