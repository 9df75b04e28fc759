import { describe, expect, it } from "vitest";
import type { BoardAnswer, BoardIndex } from "#contract/figures/board.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { evaluatorReport } from "#statistics/judges/evaluator-report.ts";
import { recomputeVersions } from "./boards.ts";
import { compareBoard, compareBoardIndex, compareEvaluators } from "./compare-board.ts";
import { SMALL_SNAPSHOT } from "./testing/small-snapshot.ts";

const versions = recomputeVersions(SMALL_SNAPSHOT);
const plain = [...versions.values()].find(({ suite }) => suite === "plain");
if (!plain) throw new Error("no suite");
const subject = { snapshot: SMALL_SNAPSHOT.id, createdAt: SMALL_SNAPSHOT.createdAt, suite: "plain", suiteVersion: "2" };
const participants = {
  entries: plain.entries,
  cellsByEntry: plain.entries.map((_, entry) => plain.rows.filter((cell) => cell.entry === entry)),
};
const board: BoardAnswer = boardAnswer(plain.board(0), { ...subject, tier: "L0" }, participants);
const compare = (document: unknown) => compareBoard(document, "board.json", SMALL_SNAPSHOT, versions);

describe("compareBoard", () => {
  it("finds nothing wrong with the board that the snapshot makes", () => {
    const { values, problems } = compare(board);
    expect(problems).toEqual([]);
    expect(values).toBeGreaterThan(2 * Object.keys(board.entries[0] ?? {}).length);
    expect(compare(boardAnswer(plain.board(), { ...subject, tier: null }, participants)).problems).toEqual([]);
  });

  it.each<[Partial<BoardAnswer>, string[]]>([
    [{ ranked: 3 }, ["board.json: ranked is 3, recomputed 2"]],
    [{ first: null }, ['board.json: first is null, recomputed "best~m~fast"']],
    [{ createdAt: "2026-08-02T12:00:00.000Z" }, [expect.stringContaining("board.json: createdAt is")]],
    [{ findings: ["All is well."] }, expect.arrayContaining([expect.stringContaining("findings.0 is")])],
    [
      { findings: [...board.findings, "More."] },
      [expect.stringMatching(/findings\.\d is "More\.", recomputed undefined/)],
    ],
  ])("tells where %j differs", (change, problems) => {
    expect(compare({ ...board, ...change }).problems).toEqual(problems);
  });

  it("tells a figure of an entry by its path", () => {
    const [first, ...others] = board.entries;
    const entries = [{ ...first, pass: 15 }, ...others];
    expect(compare({ ...board, entries }).problems).toEqual(["board.json: entries.0.pass is 15, recomputed 16"]);
    const [missing, ...more] = compare({ ...board, entries: board.entries.slice(0, 1) }).problems;
    expect(missing).toMatch(/^board\.json: entries\.1 is undefined, recomputed \{"entry":"worst~m"/);
    expect(more).toEqual([]);
  });

  it("refuses what is no board, and boards of what the snapshot does not have", () => {
    expect(compare({ ...board, ranked: "2" }).problems).toEqual(["board.json: it is not a board"]);
    for (const change of [{ suite: "none" }, { suiteVersion: null }, { tier: "L9" }]) {
      const { values, problems } = compare({ ...board, ...change });
      expect(problems).toEqual(["board.json: the snapshot has nothing that it is about"]);
      expect(values).toBe(0);
    }
  });
});

describe("compareEvaluators", () => {
  const evaluatorPairs = {
    ...{ evaluators: ["judge", "tests"], cell: [0, 0, 0], a: [0, 0, 1], b: [0, 1, 1] },
    ...{ runs: [2, 2, 2], sumA: [9, 9, 5], sumB: [9, 5, 5], squares: [0, 1, 0] },
  };
  const suites = SMALL_SNAPSHOT.suites.map((one) => (one.suite === "plain" ? { ...one, evaluatorPairs } : one));
  const withPairs = recomputeVersions({ suites });
  const given = [...withPairs.values()].find(({ suite }) => suite === "plain");
  const report = evaluatorReport(given ?? plain, { snapshot: SMALL_SNAPSHOT.id, createdAt: SMALL_SNAPSHOT.createdAt });
  const compareReport = (document: unknown) =>
    compareEvaluators(document, "evaluators.json", SMALL_SNAPSHOT, withPairs);

  it("finds nothing wrong with what the snapshot says, and tells what differs by its path", () => {
    expect(compareReport(report).problems).toEqual([]);
    expect(compareReport(report).values).toBeGreaterThan(20);
    const [first, ...others] = report.evaluators;
    expect(compareReport({ ...report, evaluators: [{ ...first, runs: 3 }, ...others] }).problems).toEqual([
      "evaluators.json: evaluators.0.runs is 3, recomputed 2",
    ]);
  });

  it("refuses what is no such report, and what the snapshot does not have", () => {
    expect(compareReport({}).problems).toEqual(["evaluators.json: it is not a report on evaluators"]);
    expect(compareReport({ ...report, suite: "none" }).problems).toEqual([
      "evaluators.json: the snapshot has nothing that it is about",
    ]);
  });
});

describe("compareBoardIndex", () => {
  const index: BoardIndex = {
    snapshot: SMALL_SNAPSHOT.id,
    suite: "graded",
    versions: [
      {
        suiteVersion: null,
        path: "/suites/graded/",
        metrics: ["success", "score"],
        tiers: [{ tier: "L0", path: "/suites/graded/tiers/l0/", metrics: ["success", "score"] }],
      },
    ],
  };
  const problemsOf = (document: unknown) =>
    compareBoardIndex(document, "boards.json", SMALL_SNAPSHOT, versions).problems;
  const withVersion = (change: object) => ({ ...index, versions: [{ ...index.versions[0], ...change }] });

  it("finds nothing wrong with the list that the snapshot makes", () => {
    expect(compareBoardIndex(index, "boards.json", SMALL_SNAPSHOT, versions)).toEqual({ values: 10, problems: [] });
  });

  it("tells other metrics, snapshots and tiers", () => {
    expect(problemsOf(withVersion({ metrics: ["score", "success"] }))).toEqual([
      'boards.json: versions.0.metrics.0 is "score", recomputed "success"',
      'boards.json: versions.0.metrics.1 is "success", recomputed "score"',
    ]);
    expect(problemsOf({ ...index, snapshot: "old" })[0]).toContain('snapshot is "old"');
    expect(problemsOf(withVersion({ tiers: [{ tier: "L0", path: "/", metrics: ["success"] }] }))).toEqual([
      'boards.json: versions.0.tiers.0.metrics.1 is undefined, recomputed "score"',
    ]);
    expect(problemsOf(withVersion({ tiers: [{ tier: "L7", path: "/", metrics: [] }] }))).toContain(
      'boards.json: versions.0.tiers.0.tier is "L7", recomputed undefined',
    );
    expect(problemsOf(withVersion({ suiteVersion: "9" }))).toContain(
      'boards.json: versions.0.suiteVersion is "9", recomputed undefined',
    );
  });

  it("refuses what is no list of boards", () => {
    expect(problemsOf({ suite: "graded" })).toEqual(["boards.json: it is not a list of boards"]);
  });
});
