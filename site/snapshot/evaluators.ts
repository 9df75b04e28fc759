import type { EvaluatorReport } from "#contract/figures/evaluator-report.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { evaluatorReport } from "#statistics/judges/evaluator-report.ts";
import type { SuiteVersion } from "./suites.ts";

const known = new WeakMap<SuiteVersion, EvaluatorReport>();

/** How the evaluators of a version agree, and what people make of its judges; computed once. */
export const evaluatorReportOf = (
  version: SuiteVersion,
  { id, createdAt }: Pick<Snapshot, "id" | "createdAt">,
): EvaluatorReport => {
  let report = known.get(version);
  if (!report) {
    report = evaluatorReport(version.given, { snapshot: id, createdAt });
    known.set(version, report);
  }
  return report;
};

/** Whether any run of a version has an evaluation that is compared. */
export const hasEvaluators = ({ given }: SuiteVersion): boolean => given.evaluatorPairs !== undefined;
