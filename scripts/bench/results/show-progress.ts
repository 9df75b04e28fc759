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
  let [ended, underWay] = [0, 0];
  const bars = output.isTTY
    ? new MultiBar(
        {
          format: "{bar} {value}/{total} · {underWay} under way · {eta_formatted} left",
          stream: output,
          hideCursor: true,
          clearOnComplete: true,
          etaBuffer: 20,
        },
        Presets.shades_classic,
      )
    : undefined;
  const bar = bars?.create(total, 0, { underWay });
  const note = (line: string) => (bars ? bars.log(`${line}\n`) : output.write(`${line}\n`));
  return {
    started: () => bar?.update(ended, { underWay: ++underWay }),
    ended: (result) => {
      underWay -= 1;
      ended += 1;
      note(harmless(`[${String(ended).padStart(String(total).length)}/${total}] ${describe(result, keep)}`));
      bar?.update(ended, { underWay });
    },
    note: (line) => note(harmless(line)),
    finish: () => bars?.stop(),
  };
};
