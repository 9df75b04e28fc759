import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  amountIn,
  arrayIn,
  type JsonObject,
  measuredIn,
  nameIn,
  objectIn,
  textIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** What `vitest bench --outputJson` wrote up to version 4: a run for each benchmark. What a group compares are its agents. */
export const vitestBench: Importer = {
  format: "vitest-bench",
  title: "vitest bench results",
  recognize: ({ content }) => {
    const files = content.kind === "json" ? arrayIn(objectIn(content.value)?.["files"]) : undefined;
    return arrayIn(objectIn(files?.[0])?.["groups"]) !== undefined;
  },
  runs: (file) => runsOf(file),
};

function* runsOf({ content }: ForeignFile): Generator<Draft> {
  const document = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
  for (const file of arrayIn(document["files"]) ?? []) {
    for (const group of arrayIn(objectIn(file)?.["groups"]) ?? []) {
      const name = textIn(objectIn(group)?.["fullName"]);
      if (name === undefined) throw new FormatError("a group has no fullName");
      for (const benchmark of arrayIn(objectIn(group)?.["benchmarks"]) ?? []) {
        yield runOfBenchmark(objectIn(benchmark) ?? {}, name);
      }
    }
  }
}

/** Figures of a benchmark that are worth keeping; times in milliseconds, hz a second. Vitest's mean is in milliseconds, too. */
const FIGURES = ["hz", "rme", "min", "max", "median", "p75", "p99", "sd", "sampleCount", "rank"];

/** The run of a benchmark: its duration is the mean of its samples. There is no verdict and no score. */
const runOfBenchmark = (benchmark: JsonObject, group: string): Draft => {
  const name = nameIn(benchmark["name"]);
  if (name === undefined) throw new FormatError(`a benchmark of ${group} has no name`);
  return {
    runId: runIdOf("vitest-bench", group, fingerprintOf(benchmark)),
    scenario: nameIn(group),
    agent: name,
    status: "completed",
    evaluations: [],
    telemetry: withoutAbsent({ durationMs: measuredIn(benchmark["mean"]) }),
    metadata: withoutAbsent({
      format: "vitest-bench",
      ...Object.fromEntries(FIGURES.map((figure) => [figure, amountIn(benchmark[figure])])),
    }),
    otherwise: { suite: "vitest-bench", tier: "default" },
  };
};
