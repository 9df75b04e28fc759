import {
  type JsonObject,
  momentIn,
  nameIn,
  numberIn,
  numericIn,
  objectIn,
  scoreIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft } from "./importer.ts";
import { withoutOverall } from "./overall.ts";
import { runIdOf } from "./run-id.ts";
import { variantOf } from "./variant.ts";

/** What stands for the agent of a submission that uses τ's own. */
const STANDARD_AGENT = "llm_agent";

/** pass^k as submissions call it, in percent. */
const PASS = /^pass_\d+$/;

/**
 * The runs of a submission: one a domain, scored by its pass^1. Neither trials nor passes are stated, and none are made up. A domain whose
 * trajectories lie beside is counted by those.
 */
export function* runsOfSubmission(submission: JsonObject, trajectories: readonly string[]): Generator<Draft> {
  const files = objectIn(submission["trajectory_files"]) ?? {};
  const results = Object.entries(objectIn(submission["results"]) ?? {});
  const rates = results.flatMap(([domain, value]) => ratesIn(domain, objectIn(value) ?? {}));
  if (Math.max(0, ...rates) > 0 && Math.max(...rates) <= 1) {
    throw new FormatError(`its pass rates must be percentages, and none is over 1: ${rates.join(", ")}`);
  }
  for (const [domain, value] of withoutOverall(results, ([name]) => name)) {
    const result = objectIn(value);
    // A domain without any rate was not tried.
    if (
      result === undefined ||
      ratesIn(domain, result).length === 0 ||
      trajectories.includes(textIn(files[domain]) ?? "")
    )
      continue;
    yield runOfDomain(submission, domain, result);
  }
}

/** The rates of a domain. FormatError for one that is no number. */
const ratesIn = (domain: string, result: JsonObject): number[] =>
  Object.keys(result).flatMap((key) => (PASS.test(key) ? (scoreIn(result[key], `${key} of ${domain}`) ?? []) : []));

const runOfDomain = (submission: JsonObject, domain: string, result: JsonObject): Draft => {
  const [name, organization, date] = ["model_name", "submitting_organization", "submission_date"].map((field) =>
    nameIn(submission[field]),
  );
  const isCustom = submission["submission_type"] === "custom";
  const methodology = objectIn(submission["methodology"]) ?? {};
  const modality = textIn(submission["modality"]);
  const passes = Object.keys(result).filter((key) => PASS.test(key) && numericIn(result[key]) !== undefined);
  const first = numericIn(result["pass_1"]);
  const simulator = nameIn(methodology["user_simulator"]);
  // A system is submitted with several efforts and simulators on one day.
  const setting = [submission["submission_type"], submission["reasoning_effort"], simulator];
  const identity = [organization ?? "", name ?? "", date ?? "", ...setting.map((part) => textIn(part) ?? "")];
  return {
    runId: runIdOf("tau-bench", ...identity, domain),
    batchId: runIdOf("tau-bench", ...identity),
    scenario: nameIn(domain),
    agent: isCustom ? name : STANDARD_AGENT,
    model: isCustom ? undefined : name,
    variant: variantOf([modality === "text" ? undefined : modality], {
      reasoning_effort: submission["reasoning_effort"],
      retrieval_config: result["retrieval_config"],
    }),
    relationship: organization === nameIn(submission["model_organization"]) ? "first-party" : "third-party",
    status: "completed",
    startedAt: momentIn(methodology["evaluation_date"]) ?? momentIn(date),
    totalScore: first === undefined ? undefined : first / 100,
    evaluations: passes.map((evaluatorName) => ({
      evaluatorName,
      score: numericIn(result[evaluatorName]) ?? 0,
      maxScore: 100,
    })),
    metadata: withoutAbsent({
      format: "tau-bench",
      submittedBy: organization,
      modelOrganization: submission["model_organization"],
      version: methodology["tau2_bench_version"],
      costPerTrajectoryUsd: numberIn(result["cost"]),
      startedAtSource: "day of the evaluation or of the submission",
    }),
    otherwise: { suite: "tau2-bench", tier: simulator ?? "default" },
  };
};
