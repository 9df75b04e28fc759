import { Presets, SingleBar } from "cli-progress";
import { formatCount, formatCounted } from "#words/numbers.ts";
import type { Output } from "../command/context.ts";
import type { Totals } from "./import-runs.ts";

/** How often a line is printed where there is no terminal to draw a bar on, in milliseconds. */
const LINE_EVERY_MS = 3_000;

export interface Progress {
  /** Takes the bytes read so far of all files, as they are stored, and what became of the lines. */
  update: (bytes: number, totals: Totals) => void;
  /** Leaves the bar, or nothing, behind. */
  finish: () => void;
}

const runsOf = ({ accepted, duplicates, conflicts, rejected }: Totals) => accepted + duplicates + conflicts + rejected;

/**
 * Shows how far an import is: a bar on a terminal, else a line every few seconds.
 * `size` is the files' size in bytes, undefined if it is unknown; `now` gives milliseconds.
 */
export const showProgress = (size: number | undefined, output: Output, now: () => number = Date.now): Progress => {
  const start = now();
  const rate = (totals: Totals) => Math.round((runsOf(totals) / Math.max(1, now() - start)) * 1000);
  if (output.isTTY && size !== undefined && size > 0) return showBar(size, output, rate);
  let last = start;
  return {
    update: (bytes, totals) => {
      if (now() - last < LINE_EVERY_MS) return;
      last = now();
      const runs = runsOf(totals);
      const parts = [
        ...(runs > 0 ? [`${formatCounted(runs, "run")}, ${formatCount(rate(totals))} a second`] : []),
        ...(size ? [`${Math.floor((100 * bytes) / size)} % of the files read`] : []),
      ];
      if (parts.length > 0) output.write(`${parts.join(", ")}\n`);
    },
    finish: () => undefined,
  };
};

const showBar = (size: number, stream: Output, rate: (totals: Totals) => number): Progress => {
  const format = "{bar} {percentage} % · {runs} runs · {rate}/s · {eta_formatted} left";
  const bar = new SingleBar({ format, stream, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic);
  bar.start(size, 0, { runs: "0", rate: "0" });
  return {
    update: (bytes, totals) =>
      bar.update(bytes, { runs: formatCount(runsOf(totals)), rate: formatCount(rate(totals)) }),
    finish: () => bar.stop(),
  };
};
