import { groupBy } from "../group-by.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  countIn,
  epochIn,
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
  const cases = casesIn(root, []);
  const ran = cases.filter(({ test }) => !isLeftOut(test));
  // Writers differ in whether and where they state what they left out: what is there is held against what is listed, run or not.
  const stated = statedTests(root);
  if (stated !== undefined) states({ runs: ran.length + Math.max(0, stated - cases.length), what: "tests" });
  const suite = nameIn(root.attributes["name"]) ?? name.replace(/\.xml$/i, "");
  const identity = fingerprintOf([root.attributes, fingerprintOfAll(cases.map(contentOf))]);
  // A suite goes by what it holds: in an aggregate its runs are the same ones.
  const ofSuites = new Map([...groupBy(cases, innermost)].map(([one, within]) => [one, identityOf(within)]));
  const placed = ran.map((one) => ({ ...one, scenario: scenarioOf(one), ofSuite: ofSuites.get(innermost(one)) ?? "" }));
  const keyOf = ({ ofSuite, scenario }: (typeof placed)[number]) => JSON.stringify([ofSuite, scenario]);
  for (const { item, number } of numbered(placed, { keyOf, contentOf })) {
    const { scenario, ofSuite } = item;
    yield {
      ...runOfCase(item),
      runId: runIdOf("junit", ofSuite, scenario ?? "", number),
      batchId: runIdOf("junit", identity),
      scenario,
      held: heldBy(item),
      otherwise: { suite, tier: "default" },
    };
  }
}

const innermost = ({ parents }: Case): XmlElement | undefined => parents.at(-1);

const identityOf = (cases: readonly Case[]): string => fingerprintOfAll(cases.map((one) => heldBy(one)?.key));

/** What a case and the suites around it say. */
const contentOf = ({ test, parents }: Case): unknown => [test, parents.map(({ attributes }) => attributes)];

/** What a case is wherever it stands: Ant's aggregate numbers the suites, and has their packages apart from their names. */
const heldBy = ({ test, parents }: Case): Draft["held"] => {
  const { id: _id, name, package: within, ...about } = parents.at(-1)?.attributes ?? {};
  const key = fingerprintOf([within ? `${within}.${name}` : name, Object.entries(about).sort(), test]);
  return { key, isDated: (test.attributes["timestamp"] ?? about["timestamp"]) !== undefined };
};

/** GoogleTest states what was not run as an attribute, others as an element. */
const isLeftOut = (test: XmlElement): boolean =>
  has(test, "skipped") || /^(notrun|disabled|skipped)$/i.test(test.attributes["status"] ?? "");

const isSuite = ({ name }: XmlElement): boolean => name === "testsuite";

const has = ({ children }: XmlElement, name: string): boolean => children.some((child) => child.name === name);

interface Case {
  test: XmlElement;
  /** The elements that it is in, outermost first. */
  parents: readonly XmlElement[];
}

const casesIn = (element: XmlElement, above: readonly XmlElement[]): Case[] => {
  const parents = [...above, element];
  return element.children.flatMap((child) => {
    if (isSuite(child)) return casesIn(child, parents);
    return child.name === "testcase" ? [{ test: child, parents }] : [];
  });
};

/** How many tests the report says that it lists: the sum over its outermost suites, which include those within. */
const statedTests = (root: XmlElement): number | undefined => {
  const ofRoot = testsIn(root);
  if (ofRoot !== undefined) return ofRoot;
  const counts = root.children.filter(isSuite).map(testsIn);
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
    ({ attributes: { timestamp } }) => momentIn(timestamp) ?? epochIn(timestamp),
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
