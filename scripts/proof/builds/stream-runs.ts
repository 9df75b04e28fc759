import type { WorkerClient } from "#client/worker-client.ts";
import { type RunPayload, statesOf } from "../faults/planned-runs.ts";

/** How often lines are sent, in milliseconds, and how many at once at the most: what a busy machine left undone is made up for. */
const PAUSE_MS = 200;
const MOST_AT_ONCE = 500;

/** Runs that are sent all the while, one request after the other: what a Worker has at any moment is the first so many of them. */
export interface Stream {
  /** How many runs were on their way at least once, and how many of them were acknowledged. */
  sent: () => number;
  acknowledged: () => number;
  /** The first so many, as lines. */
  lines: (count: number) => string[];
  /** Lets the last request end; throws what went wrong. */
  stop: () => Promise<void>;
}

/** The run of a number: of few cells, of every outcome; the same for the same seed. */
const runOf = (seed: string, number: number): RunPayload =>
  statesOf(seed, { number, batchId: `stream:${number % 7}` }).at(-1) as RunPayload;

/** Starts to send so many runs a minute. */
export const streamRuns = (client: WorkerClient, { seed, perMinute }: { seed: string; perMinute: number }): Stream => {
  const start = performance.now();
  const lines: string[] = [];
  let acknowledged = 0;
  let isOver = false;
  const send = async () => {
    while (!isOver) {
      const due = Math.floor(((performance.now() - start) / 60_000) * perMinute);
      const last = Math.min(due, lines.length + MOST_AT_ONCE);
      const own = Array.from({ length: last - lines.length }, (_, place) =>
        JSON.stringify(runOf(seed, lines.length + place)),
      );
      if (own.length > 0) {
        lines.push(...own);
        const { accepted } = await client.submitBulk(own.join("\n"), { retries: 0 });
        if (accepted !== own.length) throw new Error(`of ${own.length} new runs ${accepted} were accepted`);
        acknowledged += own.length;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  const ended = send();
  // Told where it is waited for.
  ended.catch(() => {});
  return {
    sent: () => lines.length,
    acknowledged: () => acknowledged,
    lines: (count) => lines.slice(0, count),
    stop: () => {
      isOver = true;
      return ended;
    },
  };
};
