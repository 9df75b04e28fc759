import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  countIn,
  epochMillisecondsIn,
  measuredIn,
  momentIn,
  nameIn,
  numericIn,
  plainText,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import type { XmlElement } from "../reading/xml-document.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** Reports of tests as JUnit and many others write them in XML: a run for each test case that was run. */
export const junit: Importer = {
  format: "junit",
  title: "JUnit report",
  recognize: ({ content }) =>
    content.kind === "xml" && (content.root.name === "testsuites" || content.root.name === "testsuite"),
  runs: (file, states) => runsOf(file, states),
};

function* runsOf({ content, name }: ForeignFile, states: (statement: Statement) => void): Generator<Draft> {
  if (content.kind !== "xml") return;
  const { root } = content;
  const suites = root.name === "testsuite" ? [root] : root.children.filter(isSuite);
  const stated = statedTests(root, suites);
  if (stated !== undefined) states({ runs: stated, what: "tests" });
  const suite = nameIn(root.attributes["name"]) ?? name.replace(/\.xml$/i, "");
  const identity = fingerprintOf(root);
  const seen = new Map<string, number>();
  for (const { test, parents } of suites.flatMap((one) => casesIn(one, []))) {
    if (has(test, "skipped")) continue;
    const scenario = scenarioOf(test, parents);
    const count = (seen.get(scenario ?? "") ?? 0) + 1;
    seen.set(scenario ?? "", count);
    yield {
      ...runOfCase(test, parents),
      runId: runIdOf("junit", identity, scenario ?? "", count),
      scenario,
      ...around(suite, identity),
    };
  }
}

const around = (suite: string, identity: string): Pick<Draft, "batchId" | "otherwise"> => ({
  batchId: runIdOf("junit", identity),
  otherwise: { suite, tier: "default" },
});

const isSuite = ({ name }: XmlElement): boolean => name === "testsuite";

const has = ({ children }: XmlElement, name: string): boolean => children.some((child) => child.name === name);

interface Case {
  test: XmlElement;
  /** The suites that it is in, outermost first. */
  parents: readonly XmlElement[];
}

const casesIn = (suite: XmlElement, above: readonly XmlElement[]): Case[] => {
  const parents = [...above, suite];
  return suite.children.flatMap((child) => {
    if (isSuite(child)) return casesIn(child, parents);
    return child.name === "testcase" ? [{ test: child, parents }] : [];
  });
};

/** How many tests the report says that were run: the sum over its outermost suites, which include those within. */
const statedTests = (root: XmlElement, suites: readonly XmlElement[]): number | undefined => {
  const ofRoot = ranIn(root);
  if (ofRoot !== undefined) return ofRoot;
  const counts = suites.map(ranIn);
  return counts.length === 0 || counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
};

const ranIn = ({ attributes }: XmlElement): number | undefined => {
  const [tests, ...others] = ["tests", "skipped", "disabled"].map((name) => countIn(numericIn(attributes[name])));
  return tests === undefined
    ? undefined
    : Math.max(0, tests - others.reduce<number>((sum, count) => sum + (count ?? 0), 0));
};

/** A case by its class, else by its suite, and its own name. */
const scenarioOf = (test: XmlElement, parents: readonly XmlElement[]): string | undefined => {
  const place = test.attributes["classname"] || parents.at(-1)?.attributes["name"];
  return nameIn([place, test.attributes["name"]].filter(Boolean).join(" > "));
};

/** The run of a case. One that failed at first and passed when it was run again has passed. */
const runOfCase = (test: XmlElement, parents: readonly XmlElement[]): Omit<Draft, "runId"> => {
  const problem = test.children.find(({ name }) => name === "failure" || name === "error");
  const reruns = test.children.filter(({ name }) => /^(rerun|flaky)(Failure|Error)$/.test(name));
  // Some write a moment, and some the milliseconds since 1970.
  const started = [test, ...parents.toReversed()].map(
    ({ attributes: { timestamp } }) => momentIn(timestamp) ?? epochMillisecondsIn(timestamp),
  );
  const seconds = measuredIn(numericIn(test.attributes["time"]));
  const passed = problem === undefined;
  return {
    ...(problem?.name === "error" ? { status: "failed", errorType: "unknown" } : { status: "completed" }),
    isSuccessful: passed,
    totalScore: Number(passed),
    startedAt: started.find((moment) => moment !== undefined),
    telemetry: withoutAbsent({ durationMs: seconds === undefined ? undefined : seconds * 1000 }),
    metadata: withoutAbsent({
      format: "junit",
      message: plainText(problem?.attributes["message"] ?? problem?.text),
      reruns: reruns.length || undefined,
    }),
  };
};
