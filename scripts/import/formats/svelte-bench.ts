import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  countIn,
  type JsonObject,
  momentIn,
  objectIn,
  plainText,
  textIn,
  verdictIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { fingerprintOf, fingerprintOfAll, runIdOf } from "./run-id.ts";

/** Results of SvelteBench: a run for each sample of a test. */
export const svelteBench: Importer = {
  format: "svelte-bench",
  title: "SvelteBench results",
  recognize: ({ content }) => {
    const first = content.kind === "json" ? objectIn(arrayIn(content.value)?.[0]) : undefined;
    return first !== undefined && "testName" in first && "modelId" in first && arrayIn(first["samples"]) !== undefined;
  },
  runs: (file, states) => runsOf(file, states),
};

function* runsOf({ content, name }: ForeignFile, states: (statement: Statement) => void): Generator<Draft> {
  const results = content.kind === "json" ? (arrayIn(content.value) ?? []) : [];
  const seen = new Map<string, number>();
  for (const [index, result] of results.entries()) {
    const fields = objectIn(result);
    if (fields === undefined || arrayIn(fields["samples"]) === undefined) {
      throw new FormatError(`result ${index + 1} has no samples`);
    }
    states({ runs: countIn(fields["numSamples"]) ?? 0, what: "samples" });
    // What is there twice is two results all the same.
    const fingerprint = fingerprintOf({ ...fields, samples: fingerprintOfAll(arrayIn(fields["samples"]) ?? []) });
    const earlier = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, earlier + 1);
    yield* runsOfResult(fields, name, earlier === 0 ? fingerprint : `${fingerprint}-${earlier + 1}`);
  }
}

/** The harness names a file after the moment, with the generation of its tests before. */
const FILE_NAME = /^(v\d+-)?benchmark-results-(?:.*-)?(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d+)Z\.json$/;

/** Files of the first generation say so; those of the second are named without one. Of a renamed file it is unknown. */
const generationOf = (fileName: string): string => {
  const [isNative, generation] = FILE_NAME.exec(fileName) ?? [];
  return isNative === undefined ? "default" : (generation?.replace("-", "") ?? "v2");
};

/** The samples in the order of their indexes, whatever order they stand in. */
const samplesIn = (result: JsonObject): JsonObject[] => {
  const samples = (arrayIn(result["samples"]) ?? []).map((sample) => objectIn(sample) ?? {});
  const indexOf = (sample: JsonObject) => countIn(sample["index"]) ?? -1;
  return samples.sort((a, b) => indexOf(a) - indexOf(b) || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
};

/** The runs of a result, one model at one test. The source has no agent: the provider of the model's API stands for it. */
function* runsOfResult(result: JsonObject, fileName: string, identity: string): Generator<Draft> {
  const [isNative, , day, hour, minute, second] = FILE_NAME.exec(fileName) ?? [];
  const fileMoment = isNative === undefined ? undefined : momentIn(`${day}T${hour}:${minute}:${second}Z`);
  const stated = momentIn(result["timestamp"]);
  const hasContext = objectIn(result["context"])?.["used"] === true || fileName.includes("with-context");
  for (const [position, sample] of samplesIn(result).entries()) {
    const success = verdictIn(sample["success"], `success of sample ${position + 1}`);
    const index = countIn(sample["index"]) ?? position;
    const errors = (arrayIn(sample["errors"]) ?? []).flatMap((error) => plainText(error) ?? []);
    yield {
      runId: runIdOf("svelte-bench", identity, position),
      batchId: isNative === undefined ? undefined : `svelte-bench:${fileName.replace(/\.json$/, "")}`,
      scenario: textIn(result["testName"]),
      held: { key: `${identity} ${position}`, isDated: true },
      agent: textIn(result["provider"]),
      model: textIn(result["modelId"]),
      status: "completed",
      startedAt: stated ?? fileMoment,
      totalScore: success === undefined ? undefined : Number(success),
      isSuccessful: success,
      evaluations:
        success === undefined
          ? []
          : [{ evaluatorName: "vitest", score: Number(success), maxScore: 1, details: errors.join("\n") || undefined }],
      metadata: withoutAbsent({
        format: "svelte-bench",
        sampleIndex: index,
        numSamples: result["numSamples"],
        publishedNumCorrect: result["numCorrect"],
        publishedPass1: result["pass1"],
        publishedPass10: result["pass10"],
        temperature: sample["temperature"],
        startedAtSource: stated ? undefined : "the file's name",
      }),
      otherwise: {
        suite: "svelte-bench",
        tier: `${generationOf(fileName)}${hasContext ? "-context" : ""}`,
      },
    };
  }
}
