import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { expect, it } from "vitest";
import { GateConfigSchema } from "./gate-config.ts";
import type { Side } from "./read-side.ts";
import { ctrfOf, junitOf } from "./reports.ts";
import { runGate } from "./run-gate.ts";

// What the formats themselves ask for, as their own schemas have it: an additional field, or one of another type, is an error.

const count = { type: "integer", minimum: 0 };
const text = { type: "string" };
const closed = (required: string[], properties: object) => ({
  ...{ type: "object", additionalProperties: false, required, properties },
});

/** The schema of the Common Test Report Format, as far as a gate's report goes: https://ctrf.io/docs/specification/overview. */
const CTRF = closed(["reportFormat", "specVersion", "results"], {
  reportFormat: { const: "CTRF" },
  specVersion: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" },
  results: closed(["tool", "summary", "tests"], {
    tool: closed(["name"], { name: { type: "string", minLength: 1 }, version: text }),
    summary: closed(["tests", "passed", "failed", "pending", "skipped", "other", "start", "stop"], {
      ...{ tests: count, passed: count, failed: count, pending: count, skipped: count, other: count },
      ...{ start: count, stop: count, suites: count },
    }),
    tests: {
      type: "array",
      items: closed(["name", "status", "duration"], {
        name: { type: "string", minLength: 1 },
        status: { enum: ["passed", "failed", "skipped", "pending", "other"] },
        duration: { type: "number", minimum: 0 },
        suite: { type: "array", items: text, minItems: 1 },
        message: text,
      }),
    },
  }),
});

const NUMBER = /^\d+(\.\d+)?$/;
/** Elements of JUnit's XML: what they must and may have, and what may be in them, in this order; as the schema of Jenkins' plugin has it. */
const JUNIT: Record<string, { must: Record<string, RegExp>; may: Record<string, RegExp>; holds: RegExp }> = {
  testsuites: {
    must: {},
    may: { name: /./s, tests: /^\d+$/, failures: /^\d+$/, errors: /^\d+$/, skipped: /^\d+$/, time: NUMBER },
    holds: /^(testsuite )*$/,
  },
  testsuite: {
    must: { name: /./s, tests: /^\d+$/ },
    may: { failures: /^\d+$/, errors: /^\d+$/, skipped: /^\d+$/, time: NUMBER },
    holds: /^(testcase )*$/,
  },
  testcase: {
    must: { name: /./s, classname: /./s },
    may: { time: NUMBER },
    holds: /^(skipped )?(error |failure )*(system-out )*(system-err )*$/,
  },
  failure: { must: {}, may: { message: /./s, type: /./s }, holds: /^$/ },
  skipped: { must: {}, may: { message: /./s }, holds: /^$/ },
  "system-out": { must: {}, may: {}, holds: /^$/ },
};

/** What is wrong with a JUnit report, a sentence each. Throws where it is not well-formed. */
const wrongWithJunit = (xml: string): string[] => {
  const problems: string[] = [];
  const open: { name: string; holds: string }[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const parent = open.at(-1);
    if (parent) parent.holds += `${name} `;
    else if (name !== "testsuites") problems.push(`the root is ${name}`);
    open.push({ name, holds: "" });
    const { must = {}, may = {} } = JUNIT[name] ?? {};
    if (!JUNIT[name]) problems.push(`there is no ${name}`);
    for (const needed of Object.keys(must)) if (!(needed in attributes)) problems.push(`${name} lacks ${needed}`);
    for (const [attribute, value] of Object.entries(attributes)) {
      const form = must[attribute] ?? may[attribute];
      if (!form?.test(String(value))) problems.push(`${name} has ${attribute}="${value}"`);
    }
  });
  parser.on("closetag", () => {
    const { name = "", holds = "" } = open.pop() ?? {};
    if (!JUNIT[name]?.holds.test(holds)) problems.push(`${name} holds ${holds}`);
  });
  parser.write(xml).close();
  return problems;
};

/** A side of one suite whose scenarios passed so many of ten runs. */
const sideOf = (name: string, passes: Record<string, number>): Side => {
  const nothing = { runs: 0, sum: 0 };
  const cells = Object.entries(passes).map(([scenario, count]) => {
    const results = Array.from({ length: 10 }, (_, run) => Number(run < count));
    return [
      scenario,
      { scenario, tier: "L0", passes: count, runs: 10, duration: nothing, cost: nothing, results },
    ] as const;
  });
  const entries = new Map([["agent <&> \u0001", new Map(cells)]]);
  return { name, suites: new Map([['["s",""]', { suite: 's "<', suiteVersion: undefined, entries }]]) };
};

const before = sideOf("old", { fell: 10, known: 10, same: 10, "few ]]>": 5 });
const config = GateConfigSchema.parse({
  acknowledged: [{ suite: 's "<', scenario: "known", reason: "known", expires: "2027-01-01" }],
});
const result = runGate(sideOf("new", { fell: 0, known: 0, same: 10, "few ]]>": 4 }), before, config, "2026-06-01");
const nothing = { ...result, checks: [] };

it("is CTRF by its schema, whatever the verdicts", () => {
  const validate = new Ajv().compile(CTRF);
  for (const one of [result, nothing]) {
    const report: unknown = JSON.parse(ctrfOf(one, { start: 1, stop: 2 }));
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  }
  expect(new Set(result.checks.map(({ verdict }) => verdict))).toEqual(
    new Set(["fail", "acknowledged", "unknown", "pass"]),
  );
  for (const broken of [{}, { reportFormat: "CTRF", specVersion: "1", results: {} }])
    expect(validate(broken)).toBe(false);
});

it("is JUnit's XML by its schema, whatever the verdicts", () => {
  for (const one of [result, nothing]) expect(wrongWithJunit(junitOf(one))).toEqual([]);
  expect(wrongWithJunit('<testsuites><testsuite tests="x"><failure/></testsuite></testsuites>')).toEqual([
    ...["testsuite lacks name", 'testsuite has tests="x"', "testsuite holds failure "],
  ]);
});
