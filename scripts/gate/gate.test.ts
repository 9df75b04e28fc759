import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { GateConfigSchema, readGateConfig } from "./gate-config.ts";
import type { Side, SideCell } from "./read-side.ts";
import { annotationsOf, ctrfOf, junitOf, markdownOf, summaryOf } from "./reports.ts";
import { type GateResult, runGate } from "./run-gate.ts";

const DAY = "2026-06-01";
const SCENARIOS = ["a", "b", "c", "d", "e|<f>\n::x"];

const cellOf = (scenario: string, passes: number, runs: number, cost = 0): SideCell => ({
  ...{
    scenario,
    tier: "L0",
    passes,
    runs,
    duration: { runs: 0, sum: 0 },
    cost: { runs: cost && runs, sum: cost * runs },
  },
  results: Array.from({ length: runs }, (_, n) => Number(n < passes)),
});

/** A side with one suite: passes of ten runs in each scenario. */
const sideOf = (
  name: string,
  passes: readonly number[],
  { entry = "agent~model", costs = [] as number[] } = {},
): Side => ({
  name,
  suites: new Map([
    [
      '["s",""]',
      {
        ...{ suite: "s", suiteVersion: undefined },
        entries: new Map([
          [entry, new Map(passes.map((count, n) => [`${n}`, cellOf(SCENARIOS[n] ?? "", count, 10, costs[n])]))],
        ]),
      },
    ],
  ]),
});

const before = sideOf("batch old", [10, 10, 10, 10, 10]);
const worse = sideOf("batch new", [10, 10, 10, 10, 0]);
const configOf = (fields: object = {}) => GateConfigSchema.parse(fields);
const failedIn = ({ checks }: GateResult) =>
  checks.filter(({ verdict }) => verdict === "fail").map(({ kind, scenario }) => scenario ?? kind);

describe("a gate", () => {
  it("fails by the scenario that fell, and says which", () => {
    const result = runGate(worse, before, configOf(), DAY);
    expect(result.verdict).toBe("fail");
    expect(failedIn(result)).toEqual(["suite", SCENARIOS[4]]);
    expect(summaryOf(result)).toContain(
      "Regression: s (agent · model); s / e|<f>\n::x (agent · model). batch new against batch old, 6 checks",
    );
  });

  it("lets alike batches pass, and says where it could not tell", () => {
    const result = runGate(sideOf("batch new", [10, 10, 9, 10, 10]), before, configOf(), DAY);
    expect({ verdict: result.verdict, failed: failedIn(result) }).toEqual({ verdict: "unknown", failed: [] });
    expect(runGate(before, before, configOf({ suite: { detect: 0.9 } }), DAY).verdict).toBe("pass");
  });

  it.each<[string, object, string[]]>([
    ["the scenario is ignored", { ignore: [{ suite: "s", scenario: "e*", reason: "flaky" }] }, []],
    [
      "another scenario is ignored",
      { ignore: [{ suite: "s", scenario: "a", reason: "flaky" }] },
      ["suite", SCENARIOS[4] ?? ""],
    ],
    ["the suite is acknowledged", { acknowledged: [{ suite: "*", reason: "known", expires: DAY }] }, []],
    ["the scenario is", { acknowledged: [{ suite: "s", scenario: "e*", reason: "known", expires: DAY }] }, ["suite"]],
    [
      "the acknowledgement is over",
      { acknowledged: [{ suite: "s", reason: "known", expires: "2026-05-31" }] },
      ["suite", SCENARIOS[4] ?? ""],
    ],
    [
      "it is of another entry",
      { acknowledged: [{ suite: "s", entry: "other", reason: "known", expires: DAY }] },
      ["suite", SCENARIOS[4] ?? ""],
    ],
    ["only larger falls count", { suite: { absolute: 0.3 }, scenario: { absolute: 1 } }, [SCENARIOS[4] ?? ""]],
  ])("where %s", (_, config, failed) => {
    expect(failedIn(runGate(worse, before, configOf(config), DAY))).toEqual(failed);
  });

  it.each<[string, object, string[]]>([
    [
      "a rule that covers something",
      { ignore: [{ suite: "s", scenario: "e*", reason: "flaky" }] },
      ["s: e|<f>\n::x ignored"],
    ],
    [
      "a rule that is mistyped",
      { ignore: [{ suite: "s", scenario: "nope", reason: "flaky" }] },
      ["the configuration names s / nope, which the batch did not run"],
    ],
    [
      "an acknowledgement of another entry",
      { acknowledged: [{ suite: "s", entry: "other", reason: "known", expires: DAY }] },
      ["the configuration names s (other), which the batch did not run"],
    ],
    [
      "an acknowledgement that is over",
      { acknowledged: [{ suite: "s", scenario: "e*", reason: "known", expires: "2026-05-31" }] },
      ["s / e* was acknowledged until 2026-05-31 (known): it counts again"],
    ],
    [
      "an acknowledgement that is over, of what did not fail",
      { acknowledged: [{ suite: "s", scenario: "a", reason: "known", expires: "2026-05-31" }] },
      [],
    ],
  ])("says of %s what it comes to", (_, config, notes) => {
    expect(runGate(worse, before, configOf(config), DAY).notes).toEqual(notes);
  });

  it("says how many cells only one side ran", () => {
    const [short, single] = [sideOf("batch new", [10, 10, 10]), sideOf("batch new", [10, 10, 10, 10])];
    expect(runGate(short, before, configOf(), DAY).notes).toEqual([
      "agent · model on s: 2 cells of the baseline were not run",
    ]);
    expect(runGate(before, single, configOf(), DAY).notes).toEqual([
      "agent · model on s: 1 cell is not in the baseline",
    ]);
  });

  it("compares entries of different names where the configuration pairs them", () => {
    const renamed = sideOf("batch new", [10, 10, 10, 10, 0], { entry: "agent~model~v2" });
    expect(runGate(renamed, before, configOf(), DAY)).toMatchObject({
      verdict: "unknown",
      checks: [],
      notes: ["batch old has no runs of agent · model · v2 on s: nothing to compare with"],
    });
    expect(summaryOf(runGate(renamed, before, configOf(), DAY))).toBe(
      "Nothing to compare. batch new against batch old, 0 checks",
    );
    const entries = [{ batch: "agent~model~v2", baseline: "agent~model" }];
    expect(failedIn(runGate(renamed, before, configOf({ entries }), DAY))).toEqual(["suite", SCENARIOS[4]]);
  });

  it("looks at cost where a limit is set", () => {
    const costs = [1, 2, 3, 4, 5];
    const cheap = sideOf("batch old", [9, 9, 9, 9, 9], { costs });
    const dear = sideOf("batch new", [9, 9, 9, 9, 9], { costs: costs.map((cost) => 2.5 * cost + 0.1) });
    expect(failedIn(runGate(dear, cheap, configOf({ cost: { increase: 0.5 } }), DAY))).toEqual(["cost"]);
    expect(failedIn(runGate(dear, cheap, configOf(), DAY))).toEqual([]);
  });

  it("may be looked at again and again, run by run", () => {
    const all = (passes: number) =>
      sideOf(
        "batch",
        Array.from({ length: 5 }, () => passes),
      );
    const [look] = runGate(all(0), all(10), configOf({ repeated: true }), DAY).looks;
    expect(look).toMatchObject({ verdict: "worse", isNoWorse: null });
    expect(look?.pairs).toBeLessThan(20);
    const [same] = runGate(all(10), all(10), configOf({ repeated: true, suite: { nonInferiority: 0.2 } }), DAY).looks;
    expect(same).toMatchObject({ verdict: "equivalent", isNoWorse: true });
  });
});

describe("its reports", () => {
  const result = runGate(
    worse,
    before,
    configOf({ acknowledged: [{ suite: "s", scenario: "e*", reason: "known", expires: DAY }] }),
    DAY,
  );

  it("are a comment on a pull request", () => {
    const text = markdownOf(result);
    expect(text.split("\n").slice(0, 2)).toEqual([
      "<!-- ze-benchmarks gate -->",
      "### ❌ Regression: s (agent · model). batch new against batch old, 6 checks",
    ]);
    expect(text).toContain("| ❌ | s (agent · model) | 100.0% → 80.0%, −20.0 points");
    expect(text).toContain("s / e&#124;&#60;f&#62; ::x (agent · model) | 100.0% → 0.0%");
    expect(text).toContain("clearly worse, and known: known (until 2026-06-01)");
    expect(text).toContain("<summary>4 other checks</summary>");
    expect(text).not.toContain("<f>");
    const unknown = markdownOf(runGate(sideOf("batch new", [10, 10, 9, 10, 10]), before, configOf(), DAY));
    expect(unknown).toMatch(/a fall of less than \d+\.\d points would likely not show/);
  });

  it("are well-formed JUnit XML with the counts of its cases", () => {
    const names: string[] = [];
    const counts: Record<string, string>[] = [];
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("opentag", ({ name, attributes }) => {
      names.push(name);
      if (name.startsWith("testsuite")) counts.push({ ...attributes });
    });
    parser.write(junitOf(result)).close();
    expect(names.filter((name) => name === "testcase")).toHaveLength(6);
    expect(names.filter((name) => name === "failure")).toHaveLength(1);
    const skipped = String(names.filter((name) => name === "skipped").length);
    expect(counts).toMatchObject([
      { tests: "6", failures: "1", skipped },
      { name: "s (agent · model)", tests: "6", failures: "1", errors: "0", skipped },
    ]);
  });

  it("are CTRF with a summary that adds up", () => {
    const { results } = JSON.parse(ctrfOf(result, { start: 1, stop: 2 }));
    const { tests, passed, failed, pending, skipped, other, start, stop } = results.summary;
    expect({ tests, sum: passed + failed + pending + skipped + other, failed, other }).toEqual({
      tests: 6,
      sum: 6,
      failed: 1,
      other: 1,
    });
    expect([start, stop, results.tool.name]).toEqual([1, 2, "ze-benchmarks gate"]);
    for (const test of results.tests) {
      expect(test).toEqual({
        ...{ name: expect.any(String), duration: 0, suite: ["s"], message: expect.any(String) },
        status: expect.stringMatching(/^(?:passed|failed|skipped|pending|other)$/),
      });
    }
  });

  it("are annotations that no name can break out of", () => {
    const lines = annotationsOf(runGate(worse, before, configOf(), DAY));
    expect(lines).toHaveLength(2);
    expect(lines.find((line) => line.includes("<f>"))).toMatch(
      /^::error title=s \/ e\|<f>%0A%3A%3Ax \(agent · model\)::100\.0%25 → 0\.0%25, −100\.0 points/,
    );
    expect(annotationsOf(result).map((line) => line.slice(0, 9))).toEqual(["::error t", "::warning"]);
  });
});

describe("its configuration", () => {
  const read = async (text: string) => {
    const folder = await mkdtemp(join(tmpdir(), "gate-"));
    try {
      await writeFile(join(folder, "gate.yaml"), text);
      return await readGateConfig(join(folder, "gate.yaml"));
    } finally {
      await rm(folder, { recursive: true });
    }
  };

  it("has defaults for everything, which the checked-in file states", async () => {
    const stated = await readGateConfig(".github/gate.yaml");
    expect({ ...stated, cost: undefined, duration: undefined }).toEqual({
      ...(await readGateConfig(undefined)),
      cost: undefined,
      duration: undefined,
    });
    expect(await read("")).toEqual(await readGateConfig(undefined));
  });

  it.each([
    ["significance: 2", "significance must be at most 0.5"],
    ["suite: { absolut: 1 }", "absolut"],
    [
      "acknowledged: [{ suite: s, reason: r, expires: soon }]",
      "acknowledged[0].expires must be a day such as 2026-12-31",
    ],
    ["ignore: [{ suite: s }]", "ignore[0].reason is missing"],
    ["entries: [{ batch: a~b~c~d, baseline: a }]", "must be agent, agent~model or agent~model~variant"],
    ["a: [", "is not YAML"],
  ])("says what is wrong with %s", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
