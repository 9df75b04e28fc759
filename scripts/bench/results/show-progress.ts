import { MultiBar, Presets } from "cli-progress";
import { formatDuration, formatScore } from "../../terminal/format-values.ts";
import { harmless } from "../../terminal/text-width.ts";
import type { RunResult } from "../running/run-once.ts";
import { outcomeOfResult } from "./summarize.ts";

/** How much of a failure's reason fits on its line. */
const REASON_LENGTH = 160;

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

const describe = (result: RunResult, keep: boolean): string => {
  const { planned, scores, failure, agentMs, workspace } = result;
  const { scenario, tier, agent, model, variant, trial } = planned;
  const names = [`${scenario.suite}/${scenario.id}`, tier, agent.name, model, variant, `trial ${trial}`];
  const parts = [
    outcomeOfResult(result).padEnd(20),
    (scores ? formatScore(scores.totalScore) : "").padStart(5),
    names.filter((name) => name !== undefined).join("  "),
    ...(agentMs === undefined ? [] : [formatDuration(agentMs)]),
    ...(failure ? [failure.message.slice(0, REASON_LENGTH)] : []),
    ...(keep && workspace !== undefined ? [workspace] : []),
  ];
  return parts.join("  ");
};

/** Shows how far the runs are: a line for each that has ended, and on a terminal a bar below. `keep`: workspaces stay, and are named. */
export const showProgress = (
  total: number,
  { keep, output = process.stderr }: { keep: boolean; output?: NodeJS.WriteStream },
): Progress => {
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
      note(harmless(`[${String(ended).padStart(String(total).length)}/${total}] ${describe(result, keep)}`));
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

const barOptions = (stream: NodeJS.WriteStream) => ({
  format: "{bar} {value}/{total} · {underWay} under way{left}",
  stream,
  hideCursor: true,
  clearOnComplete: true,
  // Ctrl-C ends the runs first: what comes of them is still to be told.
  gracefulExit: false,
});

/** How long the rest takes if it goes on so; nothing until a run has ended. */
const timeLeft = ({ total, ended, elapsed }: { total: number; ended: number; elapsed: number }): string =>
  ended === 0 ? "" : ` · about ${formatDuration((elapsed / ended) * (total - ended))} left`;
