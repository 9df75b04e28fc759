import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  booleanIn,
  countIn,
  epochIn,
  type JsonObject,
  measuredIn,
  momentIn,
  nameIn,
  objectIn,
  plainText,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Span, Statement } from "./importer.ts";
import { fingerprintOf, fingerprintOfAll, numbered, runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** Reports of tests in the Common Test Report Format: a run for each test that was run. */
export const ctrf: Importer = {
  format: "ctrf",
  title: "CTRF report",
  recognize: ({ content }) => content.kind === "json" && isReport(objectIn(content.value) ?? {}),
  runs: (file, states) => runsOf(file, states),
};

/** The first reports did not call themselves so. */
const isReport = ({ reportFormat, results: value }: JsonObject): boolean => {
  if (reportFormat !== undefined) return reportFormat === "CTRF";
  const results = objectIn(value) ?? {};
  const { tests, passed, failed } = objectIn(results["summary"]) ?? {};
  const hasCounts = [tests, passed, failed].every((count) => countIn(count) !== undefined);
  return hasCounts && objectIn(results["tool"]) !== undefined && arrayIn(results["tests"]) !== undefined;
};

/** What is in a report and was not run. */
const NOT_RUN = new Set(["skipped", "pending"]);

function* runsOf({ content }: ForeignFile, states: (statement: Statement) => void): Generator<Draft> {
  const report = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
  const version = textIn(report["specVersion"]) ?? (report["reportFormat"] === undefined ? "0.0.0" : "none");
  if (!/^[01]\.\d+\.\d+$/.test(version))
    throw new FormatError(`specVersion must be 0.x or 1.x in a CTRF report: ${version}`);
  const results = objectIn(report["results"]) ?? {};
  const summary = objectIn(results["summary"]) ?? {};
  const countOf = (...statuses: string[]) => statuses.reduce((sum, status) => sum + (countIn(summary[status]) ?? 0), 0);
  const ran = Math.max(countOf("passed", "failed", "other"), countOf("tests") - countOf("skipped", "pending"));
  states({ runs: ran, what: "tests" });
  const context = contextOf(report, results, summary);
  const tests = (arrayIn(results["tests"]) ?? []).map((value, index) => {
    const test = objectIn(value);
    const status = textIn(test?.["status"]);
    if (test === undefined || status === undefined) throw new FormatError(`results.tests[${index}] is not a test`);
    return { test, status, scenario: scenarioOf(test) };
  });
  const run = tests.filter(({ status }) => !NOT_RUN.has(status));
  const byScenario = { keyOf: ({ scenario = "" }) => scenario, contentOf: ({ test }: { test: JsonObject }) => test };
  for (const { item, number } of numbered(run, byScenario)) {
    yield runOfTest(item.test, item.scenario, { ...context, count: number });
  }
}

interface Context {
  identity: string;
  tool: string | undefined;
  agent: string | undefined;
  version: string | undefined;
  startedAt: string | undefined;
  span: Span | undefined;
}

/** Whose tests they are: the application that was tested acts. */
const contextOf = (report: JsonObject, results: JsonObject, summary: JsonObject): Context => {
  const environment = objectIn(results["environment"]) ?? {};
  const [from, to] = [epochIn(summary["start"]), epochIn(summary["stop"])];
  return {
    identity: textIn(report["reportId"]) ?? textIn(report["runId"]) ?? fingerprintOfResults(results),
    tool: nameIn(objectIn(results["tool"])?.["name"]),
    agent: nameIn(environment["appName"]),
    version: nameIn(environment["appVersion"]),
    startedAt: from ?? momentIn(report["timestamp"]),
    span: from === undefined || to === undefined ? undefined : { from, to },
  };
};

const fingerprintOfResults = ({ tests, ...around }: JsonObject): string =>
  fingerprintOf([around, fingerprintOfAll(arrayIn(tests) ?? [])]);

const scenarioOf = (test: JsonObject): string | undefined => {
  const suites = arrayIn(test["suite"]) ?? [test["suite"]];
  return nameIn([...suites, test["name"]].flatMap((name) => textIn(name) ?? []).join(" > "));
};

/** The run of a test: what it was in the end, whatever earlier attempts were. */
const runOfTest = (test: JsonObject, scenario: string | undefined, context: Context & { count: number }): Draft => {
  const { identity, tool, agent, version, startedAt, span, count } = context;
  const [started, ended] = [epochIn(test["start"]), epochIn(test["stop"])];
  const isTold = test["status"] === "passed" || test["status"] === "failed";
  const passed = test["status"] === "passed";
  return {
    runId: runIdOf("ctrf", identity, scenario ?? "", count),
    batchId: runIdOf("ctrf", identity),
    scenario,
    held: { key: fingerprintOf([agent, version, test]), isDated: started !== undefined, span },
    variant: variantOf([version], { browser: test["browser"], device: test["device"] }),
    status: "completed",
    isSuccessful: isTold ? passed : undefined,
    totalScore: isTold ? Number(passed) : undefined,
    startedAt: started ?? startedAt,
    completedAt: started !== undefined && ended !== undefined && ended >= started ? ended : undefined,
    telemetry: withoutAbsent({ durationMs: measuredIn(test["duration"]) }),
    metadata: withoutAbsent({
      format: "ctrf",
      status: isTold ? undefined : test["status"],
      isFlaky: booleanIn(test["flaky"]) || undefined,
      retries: countIn(test["retries"]) || undefined,
      message: plainText(test["message"]),
    }),
    otherwise: { suite: tool, tier: "default", agent },
  };
};
