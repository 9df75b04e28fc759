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
import { fingerprintOf, fingerprintOfAll, numbered, runIdOf } from "./run-id.ts";

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
  const cases = suites.flatMap((one) => casesIn(one, []));
  const ran = cases.filter(({ test }) => !isLeftOut(test));
  // Writers differ in whether and where they state what they left out: what is there is held against what is listed, run or not.
  const stated = statedTests(root, suites);
  if (stated !== undefined) states({ runs: ran.length + Math.max(0, stated - cases.length), what: "tests" });
  const suite = nameIn(root.attributes["name"]) ?? name.replace(/\.xml$/i, "");
  const identity = fingerprintOf([root.attributes, fingerprintOfAll(cases.map(contentOf))]);
  const placed = ran.map((one) => ({ ...one, scenario: scenarioOf(one) }));
  for (const { item, number } of numbered(placed, { keyOf: ({ scenario = "" }) => scenario, contentOf })) {
    const { scenario } = item;
    yield {
      ...runOfCase(item),
      runId: runIdOf("junit", identity, scenario ?? "", number),
      scenario,
      ...around(suite, identity),
    };
  }
}

/** What a case and the suites around it say. */
const contentOf = ({ test, parents }: Case): unknown => [test, parents.map(({ attributes }) => attributes)];

/** GoogleTest states what was not run as an attribute, others as an element. */
const isLeftOut = (test: XmlElement): boolean =>
  has(test, "skipped") || /^(notrun|disabled|skipped)$/i.test(test.attributes["status"] ?? "");

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

/** How many tests the report says that it lists: the sum over its outermost suites, which include those within. */
const statedTests = (root: XmlElement, suites: readonly XmlElement[]): number | undefined => {
  const ofRoot = testsIn(root);
  if (ofRoot !== undefined) return ofRoot;
  const counts = suites.map(testsIn);
  return counts.length === 0 || counts.includes(undefined)
    ? undefined
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
};

const testsIn = ({ attributes }: XmlElement): number | undefined => countIn(numericIn(attributes["tests"]));

/** A case by its class, else by its suite, and its own name. */
const scenarioOf = ({ test, parents }: Case): string | undefined => {
  const place = test.attributes["classname"] || parents.at(-1)?.attributes["name"];
  return nameIn([place, test.attributes["name"]].filter(Boolean).join(" > "));
};

/** The run of a case. One that failed at first and passed when it was run again has passed. */
const runOfCase = ({ test, parents }: Case): Omit<Draft, "runId"> => {
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
