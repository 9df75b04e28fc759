import { describe, expect, it } from "vitest";
import { versionKey } from "#contract/names/key-of.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { type RecomputedVersion, recomputeVersions } from "./boards.ts";
import { SMALL_SNAPSHOT, withFirstMetric } from "./testing/small-snapshot.ts";

const versionOf = (suite: string, suiteVersion?: string, snapshot: Snapshot = SMALL_SNAPSHOT): RecomputedVersion => {
  const version = recomputeVersions(snapshot).get(versionKey({ suite, suiteVersion }));
  if (!version) throw new Error(`no ${suite}`);
  return version;
};
const agentsOf = (version: RecomputedVersion, tier?: number) =>
  version.board(tier).standings.map(({ entry, rank }) => [version.entries[entry]?.agent, rank?.from, rank?.to]);

describe("recomputeVersions", () => {
  it("ranks the entries of all tiers, and of one", () => {
    const plain = versionOf("plain", "2");
    expect(agentsOf(plain)).toEqual([
      ["best", 1, 1],
      ["worst", 2, 2],
    ]);
    expect(plain.board().places).toHaveLength(8);
    expect(plain.board(1).standings.map(({ pass }) => pass)).toEqual([1]);
    expect(plain.board(0).standings.map(({ pass }) => pass)).toEqual([16, 0]);
  });

  it("says of a board which tier and metric it is of", () => {
    const plain = versionOf("plain", "2");
    expect(plain.board().tier).toBeUndefined();
    expect(plain.board(1).tier).toBe(1);
    expect(plain.board(1).version).toBe(plain);
    expect(plain.board().metric).toBe("success");
    expect(versionOf("graded").board(undefined, "score").metric).toBe("score");
  });

  it("computes each board once", () => {
    const graded = versionOf("graded");
    expect(graded.board(0)).toBe(graded.board(0));
    expect(graded.board(0)).not.toBe(graded.board());
    expect(graded.board(0)).not.toBe(graded.board(0, "score"));
  });

  it("has a board by score where scores are graded, first where the manifest says so", () => {
    const metrics = (version: RecomputedVersion) => version.boards().map(({ metric }) => metric);
    expect(metrics(versionOf("plain", "2"))).toEqual(["success"]);
    expect(metrics(versionOf("graded"))).toEqual(["success", "score"]);
    expect(metrics(versionOf("graded", undefined, withFirstMetric("score")))).toEqual(["score", "success"]);
    expect(metrics(versionOf("graded", undefined, withFirstMetric("success")))).toEqual(["success", "score"]);
    expect(versionOf("graded").boards(0)[1]?.tier).toBe(0);
  });

  it("ranks over the cells that a manifest states, of a tier over those of the tier", () => {
    const manifest = { tiers: [{ tier: "L0" }, { tier: "L1" }], scenarios: [{ scenario: "a" }, { scenario: "b" }] };
    const suites = SMALL_SNAPSHOT.suites.map((suite) =>
      suite.suite === "plain"
        ? { ...suite, stated: { suite: "plain", suiteVersion: "2", manifest, decisions: [] } }
        : suite,
    );
    const plain = versionOf("plain", "2", { ...SMALL_SNAPSHOT, suites });
    expect(plain.board().rule).toBe("stated");
    expect(plain.board().places).toHaveLength(4);
    expect(plain.board(1).places.map(({ tier }) => tier)).toEqual([1, 1]);
    expect(versionOf("plain", "2").board().rule).toBe("found");
  });

  it("finds the cells of a scenario, and of an entry in it", () => {
    const plain = versionOf("plain", "2");
    expect(plain.ofScenario(0).map(({ entry, tier }) => [entry, tier])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
    ]);
    expect(plain.ofSquare(1, 0).map(({ pass }) => pass)).toEqual([2, 1]);
    expect(plain.ofSquare(0, 7).map(({ fail }) => fail)).toEqual([2]);
    expect(plain.ofScenario(8)).toEqual([]);
    expect(plain.ofSquare(2, 0)).toEqual([]);
  });
});
