import { InvalidAnswerError, RefusedError } from "#client/errors.ts";
import type { CallOptions, WorkerClient } from "#client/worker-client.ts";
import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import { chunkLines } from "../import/chunk-lines.ts";
import type { Reason, Spool, Waiting } from "./spool.ts";

/**
 * The refusals that are about what was sent: sending it again would end the same way. Others, such as 401 or 404, are about the key or the
 * URL: with the right ones it goes in, so that it keeps waiting.
 */
const FINAL = new Set([400, 409, 413, 422]);

const reasonFor = (message: string, more: Partial<Reason> = {}): Reason => ({
  refusedAt: new Date().toISOString(),
  message,
  issues: [],
  ...more,
});

/** Why what was sent is not taken; undefined if the error is about something else. */
const finalReason = (error: unknown): Reason | undefined =>
  error instanceof RefusedError && FINAL.has(error.status)
    ? reasonFor(error.message, { status: error.status, issues: error.issues })
    : undefined;

/** What a line of the spool says; a reason if it is broken. */
const parseWaiting = ({ text }: Waiting): { value: Record<string, unknown> } | { reason: Reason } => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return { value: value as Record<string, unknown> };
  } catch {
    // Told below.
  }
  return { reason: reasonFor("the file does not hold a JSON object") };
};

/**
 * Sends one run or batch. Gives the reason if it is refused for good, undefined if it is there now. A WorkerError means that it
 * is not known to be there and may be sent again.
 */
export const deliverOne = async (
  client: WorkerClient,
  waiting: Waiting,
  options?: CallOptions,
): Promise<Reason | undefined> => {
  const parsed = parseWaiting(waiting);
  if ("reason" in parsed) return parsed.reason;
  try {
    if (waiting.kind === "batch") await client.submitBatch(parsed.value as never, options);
    else {
      const { runId } = await client.submitRun(parsed.value as never, options);
      if (runId !== parsed.value["runId"])
        throw new InvalidAnswerError(client.url, `it is about another run: ${runId}`);
    }
  } catch (error) {
    const reason = finalReason(error);
    if (reason) return reason;
    throw error;
  }
  return undefined;
};

export interface DeliverOptions extends CallOptions {
  /** Names that are left alone. */
  skip?: (name: string) => boolean;
  /** Something is out of the spool: delivered, or refused with a reason. */
  onSettled?: (waiting: Waiting, reason: Reason | undefined) => void;
  /** Something stays in the spool, since this key may not send it: another one may. */
  onKept?: (waiting: Waiting, error: RefusedError) => void;
}

/**
 * Delivers what waits in a spool: batches one by one, runs in bulk. What has arrived is removed, what is refused set aside.
 * Throws the WorkerError of the first request that fails; what was not delivered until then keeps waiting.
 */
export const deliverWaiting = async (
  spool: Spool,
  client: WorkerClient,
  options: DeliverOptions = {},
): Promise<void> => {
  const { skip = () => false, onSettled, onKept, ...call } = options;
  const keep = (waiting: Waiting, error: RefusedError) => onKept?.(waiting, error);
  const settle = (waiting: Waiting, reason: Reason | undefined) => {
    if (reason) spool.setAside(waiting, reason);
    else spool.remove(waiting);
    onSettled?.(waiting, reason);
  };
  spool.sweep();
  const names = spool.names().filter((name) => !skip(name));
  for (const waiting of read(spool, names, "batch")) {
    try {
      settle(waiting, await deliverOne(client, waiting, call));
    } catch (error) {
      // A batch may be another key's; what this key may send must not wait for it.
      if (!(error instanceof RefusedError) || error.status !== 403) throw error;
      keep(waiting, error);
    }
  }
  for await (const runs of chunkRuns(read(spool, names, "run"), settle)) {
    await deliverChunk(client, runs, { settle, keep }, call);
  }
};

function* read(spool: Spool, names: readonly string[], kind: Waiting["kind"]): Generator<Waiting> {
  for (const name of names) {
    const waiting = name.endsWith(`.${kind}.json`) ? spool.read(name) : undefined;
    if (waiting) yield waiting;
  }
}

type Settle = (waiting: Waiting, reason: Reason | undefined) => void;

/** What becomes of a run: it is out of the spool, or stays for another key. */
interface Fate {
  settle: Settle;
  keep: (waiting: Waiting, error: RefusedError) => void;
}

/** A run, and the line that it is in a bulk request. */
interface RunLine {
  waiting: Waiting;
  bytes: Buffer;
}

/** Runs in groups that fit into a request each; those that are no JSON are settled. */
async function* chunkRuns(runs: Iterable<Waiting>, settle: Settle): AsyncGenerator<RunLine[]> {
  const lines = new Map<number, RunLine>();
  const numbered = async function* () {
    let number = 0;
    for (const waiting of runs) {
      const parsed = parseWaiting(waiting);
      if ("reason" in parsed) {
        settle(waiting, parsed.reason);
        continue;
      }
      const bytes = Buffer.from(JSON.stringify(parsed.value));
      lines.set(++number, { waiting, bytes });
      yield { number, bytes };
    }
  };
  for await (const { places } of chunkLines(numbered())) {
    const chunk = places.flatMap(({ number }) => lines.get(number) ?? []);
    for (const { number } of places) lines.delete(number);
    if (chunk.length > 0) yield chunk;
  }
}

/** Sends a group of runs, and in halves if it is refused as a whole. */
const deliverChunk = async (
  client: WorkerClient,
  runs: readonly RunLine[],
  fate: Fate,
  options: CallOptions,
): Promise<void> => {
  const lines = Buffer.concat(runs.flatMap(({ bytes }) => [bytes, LINE_BREAK]));
  let answer: BulkSubmitted;
  try {
    answer = await client.submitBulk(lines, options);
  } catch (error) {
    const reason = finalReason(error);
    if (!reason) throw error;
    const [first] = runs;
    if (first && runs.length === 1) return fate.settle(first.waiting, reason);
    const middle = Math.ceil(runs.length / 2);
    await deliverChunk(client, runs.slice(0, middle), fate, options);
    return await deliverChunk(client, runs.slice(middle), fate, options);
  }
  const reasons = reasonsIn(answer);
  const told = answer.accepted + answer.duplicates + reasons.size;
  // A request that was cut on its way may have told the Worker of fewer lines than were sent.
  if (told !== runs.length) throw new InvalidAnswerError(client.url, `it accounts for ${told} of ${runs.length} runs`);
  const foreign = new Map(
    [...answer.conflicts, ...answer.rejected]
      .filter(({ forbidden }) => forbidden === true)
      .map(({ line, issues }) => [
        line,
        new RefusedError(client.url, 403, { detail: "this key may not send it", issues }),
      ]),
  );
  for (const [position, { waiting }] of runs.entries()) {
    const error = foreign.get(position + 1);
    if (error) fate.keep(waiting, error);
    else fate.settle(waiting, reasons.get(position + 1));
  }
};

const LINE_BREAK = Buffer.from("\n");

/** The reasons of the refused lines, by their number. */
const reasonsIn = ({ conflicts, rejected }: BulkSubmitted): Map<number, Reason> =>
  new Map([
    ...conflicts.map(
      ({ line, issues }) => [line, reasonFor("it already exists with different content", { issues })] as const,
    ),
    ...rejected.map(({ line, issues }) => [line, reasonFor("it breaks the contract", { issues })] as const),
  ]);
