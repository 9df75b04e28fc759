import { describe, expect, it } from "vitest";
import { describeFailure, gateFailures, type ReferenceRun } from "./release-gate.ts";

const run = (agent: string, outcome: ReferenceRun["outcome"], fields: Partial<ReferenceRun> = {}): ReferenceRun => ({
  ...{ scenario: "a", tier: "L0", agent, outcome },
  ...fields,
});
const SOUND = [run("oracle", "pass"), run("no-op", "fail")];

describe("gateFailures", () => {
  it.each<[string, ReferenceRun[], string[]]>([
    ["what is sound", SOUND, []],
    [
      "an oracle that failed once",
      [...SOUND, run("oracle", "timeout")],
      ["L0: oracle passed 1 of 2, but should pass all"],
    ],
    ["a no-op that passed", [...SOUND, run("no-op", "pass")], ["L0: no-op passed 1 of 2, but should pass none"]],
    ["no oracle", SOUND.slice(1), ["null: oracle has no run that counts"]],
    ["no no-op", SOUND.slice(0, 1), ["null: no-op has no run that counts"]],
    ["runs that do not count", [...SOUND, run("oracle", "infrastructure-error"), run("oracle", "excluded")], []],
    [
      "an oracle that was only spoilt",
      [run("oracle", "infrastructure-error"), run("no-op", "fail")],
      ["null: oracle has no run that counts"],
    ],
    [
      "totals",
      [run("oracle", "not-stated", { trials: 5, passes: 4 }), run("no-op", "not-stated", { trials: 5, passes: 0 })],
      ["L0: oracle passed 4 of 5, but should pass all"],
    ],
    [
      "a tier of several",
      [...SOUND, run("oracle", "fail", { tier: "L1" })],
      ["L1: oracle passed 0 of 1, but should pass all"],
    ],
    ["those who compete", [...SOUND, run("claude-code", "fail")], []],
  ])("finds in %s what there is", (_what, runs, failures) => {
    expect(gateFailures(["a"], runs).map((failure) => `${failure.tier}: ${describeFailure(failure)}`)).toEqual(
      failures,
    );
  });

  it("looks at every scenario, run or not", () => {
    expect(gateFailures(["a", "b"], SOUND).map(({ scenario, agent }) => `${scenario} ${agent}`)).toEqual([
      "b oracle",
      "b no-op",
    ]);
    expect(gateFailures([], SOUND)).toEqual([]);
  });
});
