import { describe, expect, it } from "vitest";
import { findChanges } from "./find-changes.ts";
import type { Plan } from "./plan.ts";
import type { Source } from "./source.ts";
import type { Tester, Tried } from "./tester.ts";
import { tryChanges } from "./try-changes.ts";

const FILE = "scripts/room/source.ts";
const NEAR = "scripts/room/source.test.ts";
const FAR = "scripts/room/far.test.ts";
const TEXT = "export const a = (n: number) => n + 2;\nexport const b = (n: number) => n * 3;\n";
const [PLACE_A, PLACE_B] = ["(n: number) => n + 2", "(n: number) => n * 3"].map(
  (text) => `${FILE}:${TEXT.indexOf(text)}`,
);
const sourceOf = (text = TEXT, file = FILE): Source => ({ file, text, changes: findChanges(text) });

interface Run {
  files: readonly string[];
  plan: Plan;
}
type Answer = Partial<Tried> & { id: string };

/** A tester whose tests do as they are told in each mode; keeps what it was asked to run. */
const testerOf = (answers: Partial<Record<Plan["mode"], Answer[]>>, files: readonly string[] = [NEAR]) => {
  const runs: Run[] = [];
  const tester: Tester = {
    files,
    close: async () => {},
    run: async ({ files: chosen, plan }) => {
      runs.push({ files: chosen, plan });
      const tried = answers[plan.mode] ?? [];
      return tried.map((one) => ({ file: NEAR, passed: true, took: 10, ...one }));
    },
  };
  return { tester, runs };
};

const graphOf = (tests: readonly string[] = [NEAR], file = FILE) =>
  new Map<string, string[]>([[file, []], ...tests.map((test): [string, string[]] => [test, [file]])]);

const outcomesOf = async (tester: Tester, { source = sourceOf(), graph = graphOf() } = {}) => {
  const outcomes: string[] = [];
  for await (const verdicts of tryChanges(tester, [source], graph)) {
    outcomes.push(...verdicts.map(({ change, outcome }) => `${change.shown}: ${outcome}`));
  }
  return outcomes;
};

describe("tryChanges", () => {
  it("tries what a test runs, and takes for found what made it fail", async () => {
    const { tester, runs } = testerOf({
      reach: [{ id: "t", reached: [PLACE_A ?? ""] }],
      try: [{ id: "t", found: [2] }],
    });
    expect(await outcomesOf(tester)).toEqual([
      "n + 2 → undefined: survived",
      "+ → -: found",
      "2 → (2 + 1): survived",
      "n * 3 → undefined: never run",
      "* → /: never run",
      "3 → (3 + 1): never run",
    ]);
    expect(runs).toEqual([
      { files: [NEAR], plan: { mode: "reach" } },
      { files: [NEAR], plan: { mode: "try", changes: { t: [1, 2, 3] } } },
    ]);
  });

  it("tries quick tests first, and slow ones with what is left", async () => {
    const reached = [PLACE_A ?? ""];
    const { tester, runs } = testerOf({
      reach: [
        { id: "slow", reached, took: 122 },
        { id: "quick", reached, took: 120 },
      ],
      try: [{ id: "quick", found: [1, 3] }],
    });
    await outcomesOf(tester);
    expect(runs.slice(1).map(({ plan }) => plan)).toEqual([
      { mode: "try", changes: { quick: [1, 2, 3] } },
      { mode: "try", changes: { slow: [2] } },
    ]);
  });

  it("takes nothing from a test that fails by itself", async () => {
    const { tester } = testerOf({
      reach: [{ id: "t", reached: [PLACE_A ?? ""] }],
      try: [{ id: "t", found: [1], unsteady: true }],
    });
    expect((await outcomesOf(tester)).filter((outcome) => outcome.endsWith("found"))).toEqual([]);
    const broken = testerOf({ reach: [{ id: "t", reached: [PLACE_A ?? ""], passed: false }] });
    expect(await outcomesOf(broken.tester)).toContain("+ → -: never run");
    expect(broken.runs).toHaveLength(1);
  });

  it("runs a test that passes only once with each change by itself", async () => {
    const { tester, runs } = testerOf({
      reach: [{ id: "t", reached: [PLACE_B ?? ""], passed: false, once: true }],
      hold: [{ id: "t", passed: false }],
    });
    expect((await outcomesOf(tester)).slice(3)).toEqual([
      "n * 3 → undefined: found",
      "* → /: found",
      "3 → (3 + 1): found",
    ]);
    expect(runs.slice(1)).toEqual([4, 5, 6].map((change) => ({ files: [NEAR], plan: { mode: "hold", change } })));
  });

  it("holds changes of what runs when the module is loaded, and of what keeps something", async () => {
    const loaded = testerOf({ reach: [{ id: "t" }], hold: [{ id: "t", passed: true }] });
    expect(await outcomesOf(loaded.tester, { source: sourceOf("export const limit = 5;") })).toEqual([
      "5 → (5 + 1): survived",
    ]);
    expect(loaded.runs[1]).toEqual({ files: [NEAR], plan: { mode: "hold", change: 1 } });

    const outside = testerOf({ reach: [{ id: "t", outside: [PLACE_A ?? ""] }], hold: [{ id: "t", passed: false }] });
    expect((await outcomesOf(outside.tester))[1]).toBe("+ → -: found");

    const text = `let count = 0;\n${TEXT}`;
    const place = `${FILE}:${text.indexOf("(n: number) => n + 2")}`;
    const keeping = testerOf({ reach: [{ id: "t", reached: [place] }], hold: [{ id: "t", passed: false }] });
    await outcomesOf(keeping.tester, { source: sourceOf(text) });
    expect(keeping.runs.slice(1).map(({ plan }) => plan.mode)).toEqual(["hold", "hold", "hold", "hold"]);
  });

  it("asks the tests that import a source, the nearest first, and of other rooms none", async () => {
    const others = ["scripts/other/other.test.ts", "scripts/room.test.ts", "site/room/a.test.ts"];
    const { tester, runs } = testerOf({ reach: [] }, [FAR, NEAR, ...others, "scripts/room/none.test.ts"]);
    const graph = new Map([
      ...graphOf([NEAR, ...others]),
      [FAR, ["scripts/room/between.ts"]],
      ["scripts/room/between.ts", [FILE]],
    ]);
    await outcomesOf(tester, { graph });
    expect(runs[0]?.files).toEqual([NEAR, "scripts/room.test.ts", FAR]);
  });

  it("asks ten files of the room at most and, where they are few, those beside what imports a source", async () => {
    const routes = ["a", "b"].map((name) => `worker/routes/${name}.ts`);
    const beside = ["a", "b"].map((name) => `worker/routes/${name}.test.ts`);
    const many = [..."abcdefghijk"].map((name) => `scripts/room/${name}.test.ts`);
    const asked = async (tests: readonly string[]) => {
      const { tester, runs } = testerOf({ reach: [] }, tests);
      const uses = [...routes, ...beside].map((file): [string, string[]] => [file, [FILE]]);
      await outcomesOf(tester, { graph: new Map([...graphOf(many), ...uses]) });
      return runs[0]?.files;
    };
    expect(await asked([...beside, ...many.slice(0, 2), "worker/routes/c.test.ts"])).toEqual([
      ...many.slice(0, 2),
      ...beside,
    ]);
    expect(await asked([...beside, ...many.slice(0, 4)])).toEqual([...many.slice(0, 4), beside[0]]);
    expect(await asked([...beside, ...many.slice(0, 5)])).toEqual(many.slice(0, 5));
    expect(await asked(many)).toEqual(many.slice(0, 10));
  });

  it("asks the test beside a source first, however far it is from it", async () => {
    const { tester, runs } = testerOf({ reach: [] }, [FAR, NEAR]);
    await outcomesOf(tester, { graph: graphOf([FAR]) });
    expect(runs[0]?.files).toEqual([NEAR, FAR]);
  });

  it("asks no test that reaches a source over more than four imports", async () => {
    const between = [1, 2, 3, 4].map((place) => `scripts/room/between-${place}.ts`);
    const chain = (from: readonly string[]) =>
      from.map((file, place): [string, string[]] => [file, [from[place + 1] ?? FILE]]);
    const asked = async (from: readonly string[]) => {
      const { tester, runs } = testerOf({ reach: [] }, [FAR]);
      await outcomesOf(tester, { graph: new Map([[FILE, []], ...chain([FAR, ...from])]) });
      return runs[0]?.files;
    };
    expect(await asked(between.slice(0, 3))).toEqual([FAR]);
    expect(await asked(between)).toEqual([]);
  });

  it("tries the sources of a folder in one round, each change under a number of its own", async () => {
    const other = "scripts/room/other.ts";
    const reached = [PLACE_A ?? "", (PLACE_A ?? "").replace(FILE, other)];
    const { tester, runs } = testerOf({ reach: [{ id: "t", reached }], try: [{ id: "t", found: [8] }] });
    const graph = new Map<string, string[]>([
      [FILE, []],
      [other, []],
      [NEAR, [FILE, other]],
    ]);
    const found: string[] = [];
    for await (const verdicts of tryChanges(tester, [sourceOf(), sourceOf(TEXT, other)], graph)) {
      const noticed = verdicts.filter(({ outcome }) => outcome === "found");
      found.push(...noticed.map(({ file, change }) => `${file} ${change.shown}`));
    }
    expect(runs.map(({ plan }) => plan)).toEqual([
      { mode: "reach" },
      { mode: "try", changes: { t: [1, 2, 3, 7, 8, 9] } },
    ]);
    expect(found).toEqual([`${other} + → -`]);
  });
});
