import { afterEach, describe, expect, it, vi } from "vitest";
import { CliError } from "../../command/cli-error.ts";
import { EvaluatorSchema } from "../evaluators/registry.ts";
import type { Scenario } from "./read-suites.ts";
import { settleJudges } from "./settle-judges.ts";

const judge = EvaluatorSchema.parse({ type: "judge", name: "j", provider: "anthropic", model: "m", rubric: "r" });
const plain = EvaluatorSchema.parse({ type: "file-exists", name: "f", file: "f" });

const scenario = (evaluators: Scenario["evaluators"], suiteVersion?: string) =>
  ({ suite: "s", id: "a", suiteVersion, evaluators }) as Scenario;

afterEach(() => vi.unstubAllEnvs());

describe("settleJudges", () => {
  it("leaves judges out unless they are asked for", () => {
    expect(settleJudges(scenario([judge, plain], "1.0"), false)).toMatchObject({
      evaluators: [plain],
      suiteVersion: "1.0",
    });
  });

  it("takes runs that judges score for another version, so that they are never pooled with others", () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "k");
    expect(settleJudges(scenario([judge, plain], "1.0"), true)).toMatchObject({ suiteVersion: "1.0+judge" });
    expect(settleJudges(scenario([judge, plain]), true)).toMatchObject({ suiteVersion: "judge" });
    expect(settleJudges(scenario([plain], "1.0"), true)).toEqual(scenario([plain], "1.0"));
  });

  it("says what is missing", () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    expect(() => settleJudges(scenario([judge, plain]), true)).toThrow(CliError);
    expect(() => settleJudges(scenario([judge, plain]), true)).toThrow("ANTHROPIC_API_KEY");
    expect(() => settleJudges(scenario([judge]), false)).toThrow(
      "s/a has no evaluator but judges: ask them with --judge",
    );
  });
});
