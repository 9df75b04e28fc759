import type { SnapshotSuite } from "#contract/snapshot/snapshot.ts";
import { compareSnapshots } from "#statistics/changes/compare-snapshots.ts";
import { isMove } from "#statistics/changes/noise.ts";
import { drawsOf } from "./draw.ts";
import { type Finding, findingOfBoards } from "./setting.ts";

/** Boards of equal entries, and of such as differ by a step each. */
export interface ChangesSetting {
  entries: number;
  scenarios: number;
  runs: number;
  isUnequal: boolean;
}

export const CHANGES_SETTINGS: readonly ChangesSetting[] = [false, true].flatMap((isUnequal) =>
  [
    [5, 20, 5],
    [20, 50, 1],
    [20, 20, 5],
    [40, 25, 3],
  ].map(([entries = 0, scenarios = 0, runs = 0]) => ({ entries, scenarios, runs, isUnequal })),
);

/** Two snapshots of the same truth, whose runs have nothing in common: all that the second says to have moved has not. */
const drawSnapshots = ({ entries, scenarios, runs, isUnequal }: ChangesSetting, draws: ReturnType<typeof drawsOf>) => {
  const places = Array.from({ length: scenarios }, (_, scenario) => {
    const ease = draws.normal();
    return Array.from({ length: entries }, (_, entry) => {
      const ability = isUnequal ? 1.5 - (3 * entry) / (entries - 1) : 0;
      return { scenario, entry, rate: 1 / (1 + Math.exp(-ability - ease)) };
    });
  }).flat();
  const suiteOf = (): SnapshotSuite => {
    const pass = places.map(({ rate }) => draws.passes(runs, rate));
    return {
      ...{ suite: "s", tiers: ["t"], scenarios: Array.from({ length: scenarios }, (_, n) => `${n}`) },
      entries: Array.from({ length: entries }, (_, n) => ({ agent: `${n}` })),
      cells: {
        ...{ scenario: places.map(({ scenario }) => scenario), entry: places.map(({ entry }) => entry) },
        ...{ tier: places.map(() => 0), pass, fail: pass.map((passes) => runs - passes) },
      },
    };
  };
  const snapshotOf = (id: string) => ({
    ...{ id, createdAt: "2026-01-01T00:00:00.000Z", runs: places.length * runs },
    ...{ suites: [suiteOf()], batches: [] },
  });
  return [snapshotOf("a"), snapshotOf("b")] as const;
};

/** Which share of the entries is said to have moved beyond chance though none has: at most 10 % are promised, by two intervals of 95 %. */
export const simulateChanges = (setting: ChangesSetting, replicates: number): Finding => {
  const { entries, scenarios, runs, isUnequal } = setting;
  const draws = drawsOf("changes", entries, scenarios, runs, Number(isUnequal));
  const shares = Array.from({ length: replicates }, () => {
    const [before, after] = drawSnapshots(setting, draws);
    const moved = compareSnapshots(before, after).changes.filter((change) => change.kind === "rank" && isMove(change));
    return moved.length / entries;
  });
  const text = `${entries} ${isUnequal ? "unequal" : "equal"} entries, ${scenarios} scenarios, ${runs} runs of each`;
  return findingOfBoards("a rank moves by chance", text, shares, { most: 0.1 });
};
