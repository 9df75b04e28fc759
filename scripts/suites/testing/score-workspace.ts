import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { query } from "jsonpath-rfc9535";
import { bareEnvironment } from "../../bench/bare-environment.ts";
import { runShell } from "../../bench/run-program.ts";
import { listChanges } from "../../bench/workspace/list-changes.ts";
import type { Evaluator, Scenario } from "./scenario.ts";

type Of<Type extends Evaluator["type"]> = Extract<Evaluator, { type: Type }>;

/** The part of the lines, the texts or the expectations that holds. */
const part = (holds: readonly boolean[]): number => holds.filter(Boolean).length / holds.length;

/** The score that a check prints, as a share; 0 where there is none. */
const printedShare = (output: string): number => {
  const last = output.trim().split("\n").at(-1) ?? "";
  if (!last.startsWith("{")) return 0;
  const { score, maxScore } = JSON.parse(last) as { score: number; maxScore: number };
  return score / maxScore;
};

const commandShare = async ({ run, timeout, score }: Of<"command">, scenario: Scenario, workspace: string) => {
  const { code, output } = await runShell(run, {
    cwd: workspace,
    env: { ...bareEnvironment(), ZE_BENCHMARKS_SCENARIO: scenario.folder },
    signal: new AbortController().signal,
    timeoutMs: timeout * 1000,
  });
  return score === "printed" ? printedShare(output) : Number(code === 0);
};

const containsShare = ({ text, pattern, absent }: Of<"file-contains">, content: string): number =>
  part([
    ...[text ?? []].flat().map((wanted) => content.includes(wanted) !== absent),
    ...(pattern === undefined ? [] : [new RegExp(pattern).test(content) !== absent]),
  ]);

const jsonShare = ({ expect }: Of<"json-path">, content: string): number =>
  part(
    expect.map(({ path, equals, matches, exists }) => {
      const found: unknown[] = query(JSON.parse(content), path);
      if (exists !== undefined) return found.length > 0 === exists;
      if (matches !== undefined) return new RegExp(matches).test(String(found[0]));
      return isDeepStrictEqual(found[0], equals);
    }),
  );

const diffShare = async ({ maxFiles, maxLines, ignore }: Of<"diff-size">, scenario: Scenario, workspace: string) => {
  if (ignore.length > 0) throw new Error("globs are not understood here");
  const changes = await listChanges(join(scenario.folder, scenario.fixture), workspace);
  const lines = changes.reduce((sum, { linesAdded, linesRemoved }) => sum + linesAdded + linesRemoved, 0);
  return changes.length === 0 ? 0 : Math.min(1, maxFiles / changes.length, maxLines / Math.max(1, lines));
};

const shareOf = async (evaluator: Evaluator, scenario: Scenario, workspace: string): Promise<number | undefined> => {
  const content = "file" in evaluator ? await readFile(join(workspace, evaluator.file), "utf8").catch(() => "") : "";
  switch (evaluator.type) {
    case "command":
      return await commandShare(evaluator, scenario, workspace);
    case "file-contains":
      return containsShare(evaluator, content);
    case "json-path":
      return content === "" ? 0 : jsonShare(evaluator, content);
    case "diff-size":
      return await diffShare(evaluator, scenario, workspace);
    case "file-exists":
      return Number((content !== "") !== evaluator.absent);
    case "judge":
      return undefined;
  }
};

/** What a workspace scores in a scenario: the weighted share of all evaluators but the judges, and each one's own. */
export const scoreWorkspace = async (scenario: Scenario, workspace: string) => {
  const shares: Record<string, number> = {};
  let [sum, weights] = [0, 0];
  for (const evaluator of scenario.evaluators) {
    const share = await shareOf(evaluator, scenario, workspace);
    if (share === undefined) continue;
    shares[evaluator.name] = share;
    sum += share * evaluator.weight;
    weights += evaluator.weight;
  }
  return { total: sum / weights, shares };
};
