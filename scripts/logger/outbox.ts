import { WorkerError } from "#client/errors.ts";
import type { CallOptions, WorkerClient } from "#client/worker-client.ts";
import { formatIssue } from "#contract/service/problem.ts";
import { messageOf } from "../command/thrown.ts";
import { deliverOne, deliverWaiting } from "./deliver.ts";
import { type Kind, type Reason, type Spool, type Waiting, waitingNameOf } from "./spool.ts";

/**
 * What became of something that was sent: it is there, it waits in the spool, it was refused and is set aside, or it is lost as soon as this
 * process ends, since it could be neither written nor delivered.
 */
export interface Delivery {
  state: "delivered" | "waiting" | "refused" | "lost";
  /** Why it is not delivered. */
  reason?: string;
}

export interface OutboxOptions {
  client: WorkerClient;
  spool: Spool;
  /** After a failure, for how many milliseconds results go to the spool alone, so that nothing waits for a Worker that is gone. */
  pauseMs: number;
  /** Ends all waiting; results then stay in the spool. */
  signal?: AbortSignal | undefined;
  /** Gets what a person should know, a line each. */
  notice: (line: string) => void;
}

/** Writes things down, sends them, and takes them out when they have arrived. Nothing here rejects for trouble on the way. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #sending = new Map<string, Promise<Delivery>>();
  readonly #pending = new Set<Promise<unknown>>();
  /** What could not be written to the spool, and waits in memory. */
  readonly #unwritten = new Map<string, Waiting>();
  #pausedUntil = 0;
  #hasBacklog = false;
  #flushing: Promise<void> | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#hasBacklog = this.#countWaiting() > 0;
  }

  /** Begins to deliver what waits from before. */
  start(): void {
    if (this.#hasBacklog) this.#flushInBackground();
  }

  /** Writes something down at once, and sends it. Throws a TypeError at once if it cannot be put into JSON. */
  post(kind: Kind, id: string, value: object): Promise<Delivery> {
    const waiting = { kind, name: waitingNameOf(kind, id), text: `${JSON.stringify(value)}\n` };
    if (!this.#keep(waiting)) {
      const message = `another result of run ${id} is already waiting`;
      return Promise.resolve(this.#refuse(waiting, { refusedAt: new Date().toISOString(), message, issues: [] }));
    }
    const before = this.#sending.get(waiting.name) ?? Promise.resolve();
    const sending = before.then(() => this.#send(waiting));
    this.#sending.set(waiting.name, sending);
    void sending.then(() => {
      if (this.#sending.get(waiting.name) === sending) this.#sending.delete(waiting.name);
      if (this.#hasBacklog && !this.#isPaused) this.#flushInBackground();
    });
    return this.#track(sending);
  }

  /** Comes when nothing is being sent any more, after a last try for what waits; gives how many wait or are lost. */
  async close(): Promise<number> {
    await this.#settle();
    if (this.#hasBacklog && this.#options.signal?.aborted !== true) await this.#flush({ retries: 1 });
    await this.#settle();
    const count = this.#countWaiting();
    const { spool, notice } = this.#options;
    if (count > 0)
      notice(`not delivered yet: ${count}, in ${spool.folder}; the next start or npm run flush sends them`);
    if (this.#unwritten.size > 0)
      notice(`lost, since it could be neither written nor delivered: ${this.#unwritten.size}`);
    return count + this.#unwritten.size;
  }

  get #isPaused(): boolean {
    return performance.now() < this.#pausedUntil;
  }

  #countWaiting(): number {
    try {
      return this.#options.spool.names().length;
    } catch (error) {
      this.#options.notice(`cannot read the spool: ${reasonOf(error)}`);
      return 0;
    }
  }

  /** False: something else of that name waits. */
  #keep(waiting: Waiting): boolean {
    try {
      return this.#options.spool.keep(waiting);
    } catch (error) {
      this.#unwritten.set(waiting.name, waiting);
      this.#options.notice(`cannot write to the spool ${this.#options.spool.folder}: ${reasonOf(error)}`);
      return true;
    }
  }

  async #send(waiting: Waiting): Promise<Delivery> {
    return this.#isPaused ? this.#leave(waiting, undefined) : await this.#try(waiting, {});
  }

  async #try(waiting: Waiting, options: CallOptions): Promise<Delivery> {
    try {
      const reason = await deliverOne(this.#options.client, waiting, { signal: this.#options.signal, ...options });
      if (reason) return this.#refuse(waiting, reason);
    } catch (error) {
      return this.#leave(waiting, error);
    }
    this.#takeOut(waiting);
    return { state: "delivered" };
  }

  /** Has what arrived wait no more. If its file cannot be removed, it is delivered again later, which is harmless. */
  #takeOut(waiting: Waiting): void {
    if (this.#unwritten.delete(waiting.name)) return;
    try {
      this.#options.spool.remove(waiting);
    } catch (error) {
      this.#options.notice(`delivered, but cannot be removed from ${this.#options.spool.folder}: ${reasonOf(error)}`);
    }
  }

  #refuse(waiting: Waiting, reason: Reason): Delivery {
    const { spool, notice } = this.#options;
    const text = [reason.message, ...reason.issues.map(formatIssue)].join("; ");
    try {
      spool.setAside(waiting, reason);
      this.#unwritten.delete(waiting.name);
      notice(`refused and set aside in ${spool.folder}: ${text}`);
    } catch (error) {
      notice(`refused, but cannot be set aside in ${spool.folder} (${reasonOf(error)}): ${text}`);
    }
    return { state: "refused", reason: text };
  }

  /** Has something wait, and for a while everything that comes after it. */
  #leave(waiting: Waiting, error: unknown): Delivery {
    const state = this.#unwritten.has(waiting.name) ? "lost" : "waiting";
    if (error === undefined) {
      this.#hasBacklog = true;
      return { state, reason: "an earlier one was not delivered" };
    }
    this.#pause(error, state === "lost" ? "neither written nor delivered" : undefined);
    return { state, reason: reasonOf(error) };
  }

  /** Leaves the Worker alone for a while; says why, unless that is known. */
  #pause(error: unknown, what = `not delivered, waits in ${this.#options.spool.folder}`): void {
    this.#hasBacklog = true;
    if (!this.#isPaused) this.#options.notice(`${what}: ${reasonOf(error)}`);
    this.#pausedUntil = performance.now() + this.#options.pauseMs;
  }

  #flushInBackground(): void {
    this.#flushing ??= this.#track(
      this.#flush().finally(() => {
        this.#flushing = undefined;
      }),
    );
  }

  async #flush({ retries }: { retries?: number } = {}): Promise<void> {
    const { client, spool, signal, notice } = this.#options;
    const options = { signal, ...(retries !== undefined && { retries }) };
    let delivered = 0;
    this.#hasBacklog = false;
    for (const waiting of [...this.#unwritten.values()].filter(({ name }) => !this.#sending.has(name))) {
      const { state } = await this.#try(waiting, options);
      if (state === "lost") break;
      if (state === "delivered") delivered += 1;
    }
    try {
      await deliverWaiting(spool, client, {
        ...options,
        skip: (name) => this.#sending.has(name),
        onSettled: (waiting, reason) => {
          if (reason) notice(`refused and set aside in ${spool.folder}: ${waiting.name}: ${reason.message}`);
          else delivered += 1;
        },
      });
    } catch (error) {
      this.#pause(error);
    }
    if (delivered > 0) notice(`delivered after waiting: ${delivered}`);
  }

  async #settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }

  #track<T>(promise: Promise<T>): Promise<T> {
    this.#pending.add(promise);
    void promise.finally(() => this.#pending.delete(promise));
    return promise;
  }
}

const reasonOf = (error: unknown): string => {
  if (error instanceof WorkerError || !(error instanceof Error)) return messageOf(error);
  return `${error.name}: ${error.message}`;
};
