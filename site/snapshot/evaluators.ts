import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { evaluatorReport } from "#statistics/judges/evaluator-report.ts";
import { evaluatorFindings } from "#words/evaluators.ts";
import { factOf } from "../kept/facts.ts";
import type { SuiteVersion } from "./suites.ts";

const known = new WeakMap<SuiteVersion, EvaluatorReport>();

/** The report of a version, whatever snapshot it is read from; computed once. */
const reportOf = (version: SuiteVersion): EvaluatorReport => {
  const report = known.get(version) ?? evaluatorReport(version.given, { snapshot: "", createdAt: "" });
  known.set(version, report);
  return report;
};

/** How the evaluators of a version agree, and what people make of its judges. */
export const evaluatorReportOf = (
  version: SuiteVersion,
  { id, createdAt }: Pick<Snapshot, "id" | "createdAt">,
): EvaluatorReport => ({ ...reportOf(version), snapshot: id, createdAt });

/** The same in sentences. */
export const evaluatorSentencesOf = factOf("evaluators", (version: SuiteVersion) =>
  evaluatorFindings(reportOf(version)),
);

/** Whether any run of a version has an evaluation that is compared. */
export const hasEvaluators = factOf(
  "evaluated",
  ({ given }: SuiteVersion): boolean => given.evaluatorPairs !== undefined,
);
