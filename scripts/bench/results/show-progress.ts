import { MultiBar, Presets } from "cli-progress";
import { formatDuration } from "#words/amounts.ts";
import { formatScore } from "#words/numbers.ts";
import type { Output } from "../../command/context.ts";
import { formatOfOutcome } from "../../terminal/outcome-format.ts";
import { type Style, styleFor } from "../../terminal/style.ts";
import { harmless } from "../../terminal/text-width.ts";
import { widthOfOutput, wrapText } from "../../terminal/wrap-text.ts";
import type { RunResult } from "../running/run-once.ts";
import { outcomeOfResult } from "./summarize.ts";

/** How much of a failure's reason is shown. */
const REASON_LENGTH = 160;

/** The longest that the bar itself is drawn, and the room that what stands beside it needs, in columns. */
const LONGEST_BAR = 40;
const BESIDE_BAR = 56;

export interface Progress {
  /** A run has begun. */
  started: () => void;
  /** A run has ended. */
  ended: (result: RunResult) => void;
  /** Prints a line of any text. */
  note: (line: string) => void;
  /** Leaves the lines, and no bar, behind. */
  finish: () => void;
}

export interface ProgressOptions {
  /** Workspaces stay, and are named. */
  keep: boolean;
  output: Output;
  env: NodeJS.ProcessEnv;
}

/** What a line says of a run behind its outcome. */
const describe = (result: RunResult, keep: boolean): string => {
  const { planned, scores, failure, agentMs, workspace } = result;
  const { scenario, tier, agent, model, variant, trial } = planned;
  const names = [`${scenario.suite}/${scenario.id}`, tier, agent.name, model, variant, `trial ${trial}`];
  const parts = [
    ...(scores ? [formatScore(scores.totalScore)] : []),
    ...names.filter((name) => name !== undefined),
    ...(agentMs === undefined ? [] : [formatDuration(agentMs)]),
    ...(failure ? [failure.message.slice(0, REASON_LENGTH)] : []),
    ...(keep && workspace !== undefined ? [workspace] : []),
  ];
  return harmless(parts.join("  "));
};

/** The line of a run that has ended; on a terminal, as many lines as it takes, the further ones indented. */
const linesOf = (
  head: string,
  result: RunResult,
  { keep, output, style }: ProgressOptions & { style: Style },
): string => {
  const outcome = outcomeOfResult(result);
  const indent = head.length + 1;
  const width = Math.max((widthOfOutput(output) ?? Number.POSITIVE_INFINITY) - indent, indent);
  const [first = "", ...rest] = wrapText(`${outcome}  ${describe(result, keep)}`, width);
  const styled = first.startsWith(outcome)
    ? style(formatOfOutcome(outcome), outcome) + first.slice(outcome.length)
    : first;
  return [`${head} ${styled}`, ...rest.map((line) => " ".repeat(indent) + line)].join("\n");
};

/** Shows how far the runs are: a line for each that has ended, and on a terminal a bar below. */
export const showProgress = (total: number, options: ProgressOptions): Progress => {
  const { output, env } = options;
  const style = styleFor(output, env);
  const start = performance.now();
  let [ended, underWay] = [0, 0];
  let bars = output.isTTY ? new MultiBar(barOptions(output), Presets.shades_classic) : undefined;
  const state = () => ({ underWay, left: timeLeft({ total, ended, elapsed: performance.now() - start }) });
  const bar = bars?.create(total, 0, state());
  const note = (line: string) => void (bars ? bars.log(`${line}\n`) : output.write(`${line}\n`));
  return {
    started: () => {
      underWay += 1;
      bar?.update(ended, state());
    },
    ended: (result) => {
      underWay -= 1;
      ended += 1;
      const head = `[${String(ended).padStart(String(total).length)}/${total}]`;
      note(linesOf(head, result, { ...options, style }));
      bar?.update(ended, state());
    },
    note: (line) => note(harmless(line)),
    finish: () => {
      // Lines are written with the next drawing, and stopping draws no more.
      bars?.update();
      bars?.stop();
      bars = undefined;
    },
  };
};

const barOptions = (stream: Output) => ({
  format: "{bar} {value}/{total} · {underWay} under way{left}",
  stream,
  barsize: Math.max(0, Math.min(LONGEST_BAR, (widthOfOutput(stream) ?? LONGEST_BAR + BESIDE_BAR) - BESIDE_BAR)),
  hideCursor: true,
  clearOnComplete: true,
  // Ctrl-C ends the runs first: what comes of them is still to be told.
  gracefulExit: false,
});

/** How long the rest takes if it goes on so; nothing until a run has ended. */
const timeLeft = ({ total, ended, elapsed }: { total: number; ended: number; elapsed: number }): string =>
  ended === 0 ? "" : ` · about ${formatDuration((elapsed / ended) * (total - ended))} left`;
