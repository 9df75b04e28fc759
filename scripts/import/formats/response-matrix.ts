import { MAX_TRIALS } from "#contract/runs/run.ts";
import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  momentIn,
  nameIn,
  numberIn,
  objectIn,
  shown,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Mapping } from "./importer.ts";
import { linksOf } from "./links.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/**
 * A matrix of subjects and items as py-irt reads it, a subject a line: {subject_id, responses: {item: response}}. A run for each response,
 * which is right or wrong, a share, or how many of how many attempts succeeded: then the run stands for all of them.
 */
export const responseMatrix: Importer = {
  format: "response-matrix",
  title: "response matrix",
  recognize: ({ content }) => {
    if (content.kind === "ndjson") return isSubject(content.first);
    return content.kind === "json" && isSubject(arrayIn(content.value)?.[0] ?? content.value);
  },
  runs: (file, _states, mapping) => runsOf(file, mapping),
};

const isSubject = (value: unknown): boolean => {
  const subject = objectIn(value) ?? {};
  return "subject_id" in subject && objectIn(subject["responses"]) !== undefined;
};

async function* runsOf(file: ForeignFile, { suite, suiteVersion }: Mapping): AsyncGenerator<Draft> {
  const days = new Map<string, Set<string | undefined>>();
  for await (const { subject } of subjectsIn(file)) {
    days.set(subject.system, (days.get(subject.system) ?? new Set()).add(subject.day));
  }
  const seen = new Map<string, string>();
  // Which benchmark the items are of, the matrix does not say.
  const identity = [suite ?? "", suiteVersion ?? ""];
  for await (const { subject, place } of subjectsIn(file)) {
    const content = fingerprintOf(subject);
    const before = seen.get(subject.id);
    if (before !== undefined && before !== content) {
      throw new FormatError(`${place}: the subject ${subject.id} appears twice with different content`);
    }
    seen.set(subject.id, content);
    // A system that was submitted on several days was another one each time.
    const variant = (days.get(subject.system)?.size ?? 0) > 1 ? subject.day : undefined;
    for (const [item, response] of Object.entries(subject.responses)) {
      const run = runOfResponse({ identity, subject }, item, response);
      if (run === undefined) {
        throw new FormatError(
          `${place}: the response to ${item} must be from 0 to 1, or successes and trials: ${shown(response)}`,
        );
      }
      if (run !== "none") yield { ...run, variant };
    }
  }
}

interface Subject {
  id: string;
  /** What it is called without the day of its submission. */
  system: string;
  day: string | undefined;
  responses: JsonObject;
  metadata: JsonObject;
}

async function* subjectsIn({ content }: ForeignFile): AsyncGenerator<{ subject: Subject; place: string }> {
  if (content.kind === "json") {
    const values = arrayIn(content.value) ?? [content.value];
    for (const [index, value] of values.entries()) {
      const place = `subject ${index + 1}`;
      yield { subject: readSubject(value, place), place };
    }
  } else if (content.kind === "ndjson") {
    for await (const line of content.lines()) {
      const place = `line ${line.line}`;
      if ("problem" in line) throw new FormatError(`${place}: ${line.problem}`);
      yield { subject: readSubject(line.value, place), place };
    }
  }
}

/** A subject as submissions to leaderboards are called: 20260102_some-agent_some-model. */
const DAY_AND_SYSTEM = /^(\d{4})-?(\d\d)-?(\d\d)[_-](.+)$/s;

const readSubject = (value: unknown, place: string): Subject => {
  const fields = objectIn(value) ?? {};
  const [id, responses] = [nameIn(fields["subject_id"]), objectIn(fields["responses"])];
  if (id === undefined || responses === undefined) throw new FormatError(`${place} is not a subject with responses`);
  const [, year, month, date, system] = DAY_AND_SYSTEM.exec(id) ?? [];
  const day = momentIn(`${year}-${month}-${date}`) === undefined ? undefined : `${year}-${month}-${date}`;
  const isDated = day !== undefined && system !== undefined;
  return { id, system: isDated ? system : id, day, responses, metadata: objectIn(fields["metadata"]) ?? {} };
};

/** The run of a response, "none" where the subject gave none; undefined for a response that is none of what it may be. */
const runOfResponse = (
  { identity, subject }: { identity: readonly string[]; subject: Subject },
  item: string,
  response: unknown,
): Draft | "none" | undefined => {
  const result = resultOf(response);
  if (result === undefined || result === "none") return result;
  const { id, system, day, metadata } = subject;
  const stated = momentIn(metadata["date"]);
  return {
    runId: runIdOf("response-matrix", ...identity, id, item),
    batchId: runIdOf("response-matrix", ...identity, id),
    scenario: nameIn(item),
    model: nameIn(metadata["model"]),
    status: "completed",
    startedAt: stated ?? momentIn(day),
    ...result,
    links: linksOf(["log", metadata["detail_url"]]),
    metadata: withoutAbsent({
      format: "response-matrix",
      subject: id,
      published: textIn(metadata["accuracy"]),
      startedAtSource: stated !== undefined ? "day that the matrix states" : day && "day in the subject's name",
    }),
    otherwise: { tier: "default", agent: nameIn(metadata["agent"]) ?? system },
  };
};

type Result = Pick<Draft, "trials" | "passes" | "totalScore" | "isSuccessful">;

/** 1 is right and 0 is wrong; a share between them is a score. null, and no attempt at all, is no response. */
const resultOf = (response: unknown): Result | "none" | undefined => {
  if (response === null) return "none";
  const counts = countsIn(response);
  if (counts !== undefined) {
    const { trials, passes } = counts;
    if (trials === 0) return "none";
    return passes <= trials && trials <= MAX_TRIALS ? { trials, passes } : undefined;
  }
  const score = typeof response === "boolean" ? Number(response) : numberIn(response);
  if (score === undefined || score < 0 || score > 1) return undefined;
  return { totalScore: score, isSuccessful: score === 0 || score === 1 ? score === 1 : undefined };
};

/** How many attempts there were and how many succeeded: in counts, or an attempt each in a list. */
const countsIn = (response: unknown): { trials: number; passes: number } | undefined => {
  const attempts = arrayIn(response)?.map((attempt) => (typeof attempt === "boolean" ? Number(attempt) : attempt));
  if (attempts?.every((attempt) => attempt === 0 || attempt === 1)) {
    return { trials: attempts.length, passes: attempts.filter((attempt) => attempt === 1).length };
  }
  const [trials, passes] = ["trials", "successes"].map((name) => countIn(objectIn(response)?.[name]));
  return trials === undefined || passes === undefined ? undefined : { trials, passes };
};
