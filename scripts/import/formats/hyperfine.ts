import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  arrayIn,
  type JsonObject,
  measuredIn,
  nameIn,
  numberIn,
  objectIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { fingerprintOf, runIdOf } from "./run-id.ts";

/** What hyperfine exports as JSON: a run for each timing of a command. The commands that it compares are the agents. */
export const hyperfine: Importer = {
  format: "hyperfine",
  title: "hyperfine results",
  recognize: ({ content }) => {
    const results = content.kind === "json" ? arrayIn(objectIn(content.value)?.["results"]) : undefined;
    const first = objectIn(results?.[0]);
    return first !== undefined && "command" in first && arrayIn(first["times"]) !== undefined;
  },
  runs: (file) => runsOf(file),
};

function* runsOf({ content, name }: ForeignFile): Generator<Draft> {
  const document = content.kind === "json" ? (objectIn(content.value) ?? {}) : {};
  for (const [index, value] of (arrayIn(document["results"]) ?? []).entries()) {
    const result = objectIn(value);
    if (result === undefined || arrayIn(result["times"]) === undefined) {
      throw new FormatError(`results[${index}] has no times`);
    }
    yield* runsOfCommand(result, fingerprintOf(result), name.replace(/\.json$/, ""));
  }
}

/** The runs of a command: seconds become milliseconds, and an exit code of 0 is success, where the codes are stated. */
function* runsOfCommand(result: JsonObject, identity: string, fileName: string): Generator<Draft> {
  const codes = arrayIn(result["exit_codes"]) ?? [];
  for (const [index, seconds] of (arrayIn(result["times"]) ?? []).entries()) {
    const time = measuredIn(seconds);
    const code = numberIn(codes[index]);
    yield {
      runId: runIdOf("hyperfine", identity, index),
      agent: nameIn(result["command"]),
      status: "completed",
      isSuccessful: code === undefined ? undefined : code === 0,
      evaluations: [],
      telemetry: withoutAbsent({ durationMs: time === undefined ? undefined : time * 1000 }),
      metadata: withoutAbsent({ format: "hyperfine", exitCode: code, parameters: result["parameters"] }),
      otherwise: { suite: "hyperfine", scenario: nameIn(fileName), tier: "default" },
    };
  }
}
