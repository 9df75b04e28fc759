import type { ForeignFile } from "../reading/foreign-file.ts";
import {
  countedTogether,
  countIn,
  type JsonObject,
  measuredIn,
  momentIn,
  objectIn,
  textIn,
  verdictIn,
  withoutAbsent,
} from "../reading/foreign-values.ts";
import { FormatError } from "../reading/format-error.ts";
import type { Draft, Importer } from "./importer.ts";
import { runIdOf } from "./run-id.ts";

/** Results of vexp-swe-bench, an agent at instances of SWE-bench: a run a line. */
export const vexp: Importer = {
  format: "vexp",
  title: "vexp-swe-bench results",
  recognize: ({ content }) => {
    const first = content.kind === "ndjson" ? objectIn(content.first) : undefined;
    return first !== undefined && "instanceId" in first && "numTurns" in first && "modelPatch" in first;
  },
  runs: (file) => runsOf(file),
};

async function* runsOf({ content }: ForeignFile): AsyncGenerator<Draft> {
  if (content.kind !== "ndjson") return;
  for await (const line of content.lines()) {
    if ("problem" in line) throw new FormatError(`line ${line.line}: ${line.problem}`);
    yield runOfLine(objectIn(line.value) ?? {}, line.line);
  }
}

/** The run of a line. An empty patch is the agent's failure. FormatError, with the line, where it names no instance. */
const runOfLine = (row: JsonObject, line: number): Draft => {
  const instance = textIn(row["instanceId"]);
  if (instance === undefined) throw new FormatError(`line ${line} has no instanceId`);
  const resolved = verdictIn(row["resolved"], `line ${line}: resolved`);
  const toolCalls = objectIn(row["toolCalls"]);
  const [agent, model, timestamp] = ["agent", "model", "timestamp"].map((field) => textIn(row[field]));
  return {
    runId: runIdOf("vexp", agent ?? "", model ?? "", timestamp ?? "", instance),
    scenario: instance,
    agent,
    model,
    ...(row["modelPatch"] === "" ? { status: "failed", errorType: "agent" } : { status: "completed" }),
    startedAt: momentIn(timestamp),
    totalScore: resolved === undefined ? undefined : Number(resolved),
    isSuccessful: resolved,
    evaluations: resolved === undefined ? [] : [{ evaluatorName: "resolved", score: Number(resolved), maxScore: 1 }],
    telemetry: withoutAbsent({
      toolCalls: toolCalls && Object.values(toolCalls).reduce<number>((sum, count) => sum + (countIn(count) ?? 0), 0),
      ...countedTogether({
        tokensIn: countIn(row["inputTokens"]),
        tokensOut: countIn(row["outputTokens"]),
        cacheReadTokens: countIn(row["cacheReadTokens"]),
        cacheWriteTokens: countIn(row["cacheCreationTokens"]),
      }),
      costUsd: measuredIn(row["costUsd"]),
      durationMs: measuredIn(row["durationMs"]),
    }),
    metadata: withoutAbsent({
      format: "vexp",
      numTurns: row["numTurns"],
      toolCallsByName: toolCalls,
      repo: row["repo"],
      commitHash: row["commitHash"],
    }),
    otherwise: { suite: "swe-bench", tier: "default" },
  };
};
