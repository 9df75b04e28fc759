import { describe, expect, it } from "vitest";
import { boardOf } from "./boards.ts";
import { compareEntries, pairsWithPage } from "./comparison.ts";
import { sampleBoard, sampleVersion } from "./sample-board.ts";
import { taskGroupsOf } from "./task-groups.ts";

describe("compareEntries", () => {
  const board = sampleBoard([{ passes: 30, cost: 1 }, { passes: 10, cost: 3 }, { passes: 29 }]);

  it("takes for equal what differs by rounding alone", () => {
    const version = sampleVersion([
      { passes: 1, score: 0.3 },
      { passes: 1, score: 0.1 + 0.2 },
      { passes: 1, score: 0.6 },
    ]);
    const scored = boardOf(version, undefined, "score");
    const close = compareEntries(scored, 0, 1);
    expect([close?.won, close?.lost]).toEqual([[], []]);
    expect(compareEntries(scored, 0, 2)?.lost).toHaveLength(40);
  });

  it("says which tasks separate two entries, the hardest first, and what they cost", () => {
    const compared = compareEntries(board, 0, 1);
    expect(compared).toMatchObject({ kind: "better", both: 10, neither: 10, tasksNeeded: null });
    expect(compared?.won).toHaveLength(20);
    expect(compared?.won.at(0)).toEqual({ name: "scenario 29", a: 1, b: 0, mean: 1 / 3 });
    expect(compared?.lost).toEqual([]);
    expect(compared?.pair).toMatchObject({ won: 20, lost: 0, n: 40 });
    expect(compared?.amounts.cost).toMatchObject({ a: 1, b: 3, difference: -2 });
    expect(compared?.amounts.tokens).toBeUndefined();
    expect(compareEntries(board, 1, 0)?.kind).toBe("worse");
  });

  it("says how many tasks would tell apart what is not", () => {
    const compared = compareEntries(board, 0, 2);
    expect(compared?.kind).toBe("same");
    expect(compared?.tasksNeeded).toBeGreaterThan(100);
  });

  it("says the same of two entries, whichever were compared before", () => {
    const many = () => sampleBoard([9, 8, 7, 6, 5, 4].map((passes) => ({ passes: 4 * passes, cost: passes })));
    const [once, again] = [many(), many()];
    const without = ({ board: _, ...compared }: NonNullable<ReturnType<typeof compareEntries>>) => compared;
    const tell = (of: typeof once, a: number, b: number) => {
      const compared = compareEntries(of, a, b);
      return compared && { ...without(compared), pair: compared.pair.difference };
    };
    // All of them in turn, so that none of the first is kept.
    for (const place of [0, 1, 2, 3, 4]) compareEntries(again, place, place + 1);
    expect(tell(again, 0, 1)).toEqual(tell(once, 0, 1));
    expect(tell(again, 0, 1)?.won).toHaveLength(4);
  });

  it("compares nothing with itself", () => {
    expect(compareEntries(board, 0, 0)).toBeUndefined();
  });
});

it("has a page for neighbours, and for the best four with each other", () => {
  const { version } = sampleBoard(Array.from({ length: 6 }, (_, place) => ({ passes: 40 - place })));
  const pairs = pairsWithPage(version).map(({ a, b }) => `${a}-${b}`);
  expect(pairs).toEqual(["0-1", "0-2", "0-3", "1-2", "1-3", "2-3", "3-4", "4-5"]);
  expect(pairsWithPage(sampleBoard([{ passes: 1 }]).version)).toEqual([]);
});

describe("taskGroupsOf", () => {
  const { version } = sampleBoard([{ passes: 1 }], 10);
  const tagged = (count: number) => ({
    ...version,
    manifest: {
      scenarios: version.scenarios
        .slice(0, count)
        .map((scenario, place) => ({ scenario, tags: { all: "one", size: place < 3 ? "small" : "large" } })),
    },
  });

  it("takes the first tag of the manifest that parts most tasks, the largest group first", () => {
    expect(taskGroupsOf(tagged(9))).toMatchObject({ by: "size", names: ["large", "small"] });
    expect(taskGroupsOf(tagged(9))?.of.get(0)).toBe("small");
  });

  it("takes what stands before two underscores otherwise", () => {
    const scenarios = ["django__django-1", "django__django-2", "sympy__sympy-1"];
    expect(taskGroupsOf({ ...version, scenarios })).toMatchObject({ by: "project", names: ["django", "sympy"] });
  });

  it("knows none where too few tasks are in one, or all in the same", () => {
    expect(taskGroupsOf(tagged(7))).toBeNull();
    expect(taskGroupsOf(version)).toBeNull();
    expect(taskGroupsOf({ ...version, scenarios: ["a__1", "a__2"] })).toBeNull();
  });
});
