import { describe, expect, it } from "vitest";
import { boardOf } from "../../snapshot/boards.ts";
import { sampleBoard, sampleVersion } from "../../snapshot/sample-board.ts";
import { effectSections } from "./effect-rows.ts";
import { describeHealth, describeReference, describeTaskHealth, healthRows } from "./health-rows.ts";
import {
  bestsOf,
  describeRecords,
  describeRecordsOf,
  describeStep,
  recordRows,
  recordRowsAmong,
  recordsTable,
} from "./record-rows.ts";

const START = 1_785_585_600;
const at = (day: number) => START + 86_400 * day;

describe("records", () => {
  const board = sampleBoard([
    { agent: "a", passes: 10, lastRunAt: at(0) },
    { agent: "b", passes: 12, lastRunAt: at(1) },
    { agent: "c", passes: 11, lastRunAt: at(2) },
    { agent: "d", passes: 40, lastRunAt: at(3) },
  ]);

  it("are the new bests, each with its step, the newest first in the table", () => {
    expect(recordRows(board).map(({ entry }) => entry)).toEqual([0, 1, 3]);
    const made = recordsTable(board);
    expect(made?.table.rows.map(({ attributes }) => attributes["class"])).toEqual(["worse", undefined, "none"]);
    expect(made?.table.rows[0]?.cells).toContain('<a href="/entries/d/">d</a></th><td>100.0</td><td>+70.0</td>');
    expect(made?.table.rows[0]?.cells).toContain("28 : 0 of 40");
    expect(made?.table.rows[1]?.cells).toContain("not clearly");
    expect(made?.correction).toBe("");
    expect(recordRows(board).map(describeStep)).toEqual([
      "the first",
      expect.stringMatching(/^\+5\.0 \(−[\d.]+ to \+[\d.]+\), p\u00a0=\u00a0\.\d+, 40 tasks$/),
      expect.stringMatching(/^\+70\.0 \(\+[\d.]+ to \+[\d.]+\), p\u00a0<\u00a0\.001, 40 tasks$/),
    ]);
  });

  it("are told in short where all suites are listed", () => {
    expect(bestsOf(board.version)).toEqual({
      first: { day: "2026-08-01", value: "25.0% solved (12.7–41.2)" },
      last: {
        ...{
          day: "2026-08-04",
          value: "100.0% solved (91.2–100.0)",
          at: at(3),
          step: recordRows(board).map(describeStep)[2],
        },
        entry: { title: "d", path: "/entries/d/" },
      },
      isOne: false,
      all: "The best was beaten twice, only once by more than chance.",
    });
    const alone = bestsOf(sampleVersion([{ agent: "a", passes: 10, lastRunAt: at(0) }]));
    expect(alone).toMatchObject({ isOne: true, first: { day: "2026-08-01" }, last: { step: "the first" } });
    expect(bestsOf(sampleVersion([]))).toBeNull();
  });

  it("of totals win and lose no tasks", () => {
    const totals = [
      { agent: "a", passes: 0, isSummed: true, lastRunAt: at(0) },
      { agent: "b", passes: 1, isSummed: true, lastRunAt: at(1) },
    ];
    const board = sampleBoard(totals, 1);
    expect(recordsTable(board)?.table.heads.map(({ heading }) => heading)).not.toContain("Won : lost");
    expect(recordRows(board).map(describeStep)[1]).toMatch(/, of totals$/);
  });

  it("are set against each other over levels of help where there is one task alone", () => {
    const version = sampleVersion(
      [
        { agent: "a", passes: 0, tiers: [0, 1], lastRunAt: at(0) },
        { agent: "b", passes: 1, tiers: [0, 1], lastRunAt: at(1) },
      ],
      1,
    );
    expect(recordRows(boardOf(version, undefined)).map(describeStep)[1]).toMatch(/^\+100\.0 .*, 2 levels of help$/);
  });

  it.each([
    [sampleBoard([]), "No entry is ranked, so there is no best yet."],
    [board, "The best was beaten twice, only once by more than chance."],
    [sampleBoard([{ passes: 1, lastRunAt: at(0) }]), "No entry has beaten the first best yet."],
    [
      sampleBoard([
        { passes: 1, lastRunAt: at(0) },
        { passes: 2, lastRunAt: at(1) },
      ]),
      "The best was beaten once, but not by more than chance.",
    ],
    [
      sampleBoard([1, 2, 3].map((passes) => ({ passes, lastRunAt: at(passes) }))),
      "The best was beaten twice, never by more than chance.",
    ],
    [
      sampleBoard([
        { passes: 1, lastRunAt: at(0) },
        { passes: 40, lastRunAt: at(1) },
      ]),
      "The best was beaten once, and it was more than chance.",
    ],
  ])("are counted in a sentence", (given, sentence) => {
    expect(describeRecords(given)).toBe(sentence);
  });

  it("are found among some entries, corrected for their steps alone", () => {
    const rows = recordRowsAmong(board, new Set([0, 2, 3]));
    expect(rows.map(({ entry, step }) => [entry, step && Math.round(100 * step.difference)])).toEqual([
      [0, null],
      [2, 3],
      [3, 73],
    ]);
    expect(describeRecords(board, rows)).toBe("The best was beaten twice, only once by more than chance.");
    expect(describeRecordsOf("pi", board, rows)).toBe(
      "Among the ranked entries of pi alone: the best was beaten twice, only once by more than chance.",
    );
    expect(recordsTable(board, rows)?.table.rows).toHaveLength(3);
    expect(recordsTable(board, recordRowsAmong(board, new Set([1])))).toBeNull();
  });

  it("make no table of one", () => {
    expect(recordsTable(sampleBoard([{ passes: 1, lastRunAt: at(0) }]))).toBeNull();
  });
});

describe("effects", () => {
  it("put the better one second, the clearest first, and say how many are more than chance", () => {
    const version = sampleVersion([
      { agent: "x", model: "good", passes: 40 },
      { agent: "x", model: "poor", passes: 5 },
      { agent: "x", model: "fair", passes: 6 },
    ]);
    const [models, ...others] = effectSections(boardOf(version, undefined));
    expect(others).toEqual([]);
    expect(models).toMatchObject({ title: "Another model", listed: "", correction: "" });
    expect(models?.finding).toBe("For 2 of the 3 pairs the difference is more than chance.");
    expect(models?.table.rows[0]?.cells).toContain("x: poor → good</th><td>+87.5</td>");
    expect(models?.table.rows[0]?.cells).toContain("35 : 0 of 40");
    expect(models?.axis.low).toBeLessThanOrEqual(0);
  });

  it.each([
    // Nobody is better than another.
    [[20, 20, 20, 20, 20, 20, 20], 10, "None of the 21 pairs is clear; the 10 with the smallest p are listed."],
    [
      [40, 20, 20, 20, 20, 20, 20],
      10,
      "6 of the 21 pairs are clear; they are listed with the 4 others that have the smallest p.",
    ],
    [[40, 32, 24, 16, 8, 0], 15, ""],
    [
      Array.from({ length: 12 }, (_, place) => (place < 6 ? 40 : 0)),
      36,
      "36 of the 66 pairs are clear; those are listed.",
    ],
    [
      Array.from({ length: 14 }, (_, place) => (place < 7 ? 40 : 0)),
      40,
      "49 of the 91 pairs are clear; the 40 clearest are listed.",
    ],
  ])("of %j list those that are clear, and say which", (passes, rows, listed) => {
    const entries = passes.map((own, place) => ({ agent: "x", model: `m${place}`, passes: own }));
    const [models] = effectSections(boardOf(sampleVersion(entries), undefined));
    expect(models?.listed).toBe(listed);
    expect(models?.table.rows).toHaveLength(rows);
  });

  it("explain an interval that excludes 0 where nothing is clear", () => {
    const entries = Array.from({ length: 9 }, (_, place) => ({
      agent: "x",
      model: `m${place}`,
      passes: place === 0 ? 27 : 20,
    }));
    const [models] = effectSections(boardOf(sampleVersion(entries), undefined));
    expect(models?.finding).toMatch(/^For none/);
    expect(models?.correction).toContain("p is corrected for all 36 pairs, listed or not.");
  });

  it("set one level of help against another for each entry", () => {
    const version = sampleVersion([{ passes: 20, tiers: [0, 3] }]);
    const [tiers] = effectSections(boardOf(version, undefined));
    expect(tiers).toMatchObject({
      title: "Level L3 against L0",
      finding: "For the only entry the difference is not clearly more than chance.",
    });
  });

  it("speak of the only pair and the only entry", () => {
    const findingOf = (...entries: Parameters<typeof sampleVersion>[0]) =>
      effectSections(boardOf(sampleVersion(entries), undefined))[0]?.finding;
    expect(findingOf({ agent: "x", model: "good", passes: 40 }, { agent: "x", model: "poor", passes: 5 })).toBe(
      "For the only pair the difference is more than chance.",
    );
  });
});

describe("health", () => {
  const board = sampleBoard([{ passes: 40 }, { passes: 20 }, { passes: 10 }]);

  it("says how many tasks still tell the best apart", () => {
    const { strong, rest } = describeHealth(board);
    expect(strong).toBe("30 of 40 tasks still tell the best 3 ranked entries apart");
    expect(rest).toContain(": 10 tasks are always solved by all of them, and none is left unsolved.");
    expect(describeHealth(sampleBoard([{ passes: 40 }, { passes: 40 }]))).toEqual({
      strong: "None of 40 tasks still tells the best 2 ranked entries apart",
      rest: ": 40 tasks are always solved by all of them, and none is left unsolved. Of all ranked entries: 40 tasks are always solved by all, and none is left unsolved.",
    });
    expect(describeHealth(sampleBoard([{ passes: 0 }, { passes: 0 }])).rest).toContain(
      ": no task is always solved by all of them, and 40 are never solved by any.",
    );
    expect(describeHealth(sampleBoard([{ passes: 1 }, { passes: 0 }], 1))).toEqual({
      strong: "The only task still tells the best 2 ranked entries apart",
      rest: ".",
    });
    expect(describeHealth(sampleBoard([{ passes: 1 }, { passes: 1 }], 1))).toEqual({
      strong: "The only task does not tell the best 2 ranked entries apart",
      rest: ": all of them always solve it.",
    });
    expect(describeHealth(sampleBoard([{ passes: 0 }, { passes: 0 }], 1)).rest).toBe(": none of them ever solves it.");
    expect(describeHealth(sampleBoard([{ passes: 1 }])).strong).toBe("Too few ranked entries");
    const total = { passes: 1, isSummed: true };
    expect(describeHealth(sampleBoard([total], 1)).strong).toBe("Too few ranked entries");
    expect(describeHealth(sampleBoard([total, total], 1)).strong).toBe("Its entries state one total each");
  });

  it("says of each task what the suite's sentence counts", () => {
    expect(describeTaskHealth(board, 9)).toEqual({
      strong: "does not tell the best 3 ranked entries apart",
      rest: ": all of them always solve it.",
    });
    const tellsApart = { strong: "still tells the best 3 ranked entries apart", rest: "." };
    for (let task = 10; task < 40; task++) expect(describeTaskHealth(board, task)).toEqual(tellsApart);
    expect(describeTaskHealth(sampleBoard([{ passes: 1 }, { passes: 0 }]), 1)).toEqual({
      strong: "does not tell the best 2 ranked entries apart",
      rest: ": none of them ever solves it.",
    });
  });

  it("says nothing of a task of one entry or of totals, and of one outside the board", () => {
    const total = { passes: 1, isSummed: true };
    expect(describeTaskHealth(sampleBoard([{ passes: 9 }]), 0)).toBeNull();
    expect(describeTaskHealth(sampleBoard([total, total], 1), 0)).toBeNull();
    expect(describeTaskHealth(board, 40)).toBeNull();
  });

  it("lists every task with its page", () => {
    const rows = healthRows(board);
    expect(rows).toHaveLength(40);
    expect(rows[0]?.path).toMatch(/^\/suites\/s\/scenarios\/scenario-/);
  });

  it.each([
    [{ passes: 0, runs: 0, cells: 0, wrong: [], isSound: false }, " should pass none: nobody ran it."],
    [
      { passes: 0, runs: 9, cells: 9, wrong: [], isSound: true },
      " should pass none: 0 of 9 runs passed, as it should be.",
    ],
    [
      { passes: 1, runs: 9, cells: 9, wrong: [{ scenario: 0, tier: 0 }], isSound: false },
      " should pass none: 1 of 9 runs passed; wrong in 1 cell.",
    ],
  ])("says what an agent did that does nothing", (reference, says) => {
    expect(describeReference({ agent: "no-op", ...reference })).toBe(says);
  });
});
