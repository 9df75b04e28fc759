import { InvalidAnswerError, RefusedError, WorkerError } from "#client/errors.ts";
import { WorkerClient } from "#client/worker-client.ts";
import { CliError } from "../../command/cli-error.ts";
import { randomOf } from "../../sample/random.ts";
import type { Account } from "./account.ts";
import type { Entry } from "./ledger.ts";
import { batchStatesOf, type RunPayload, type RunPlan, runIdOf, statesOf } from "./planned-runs.ts";
import { sendLines } from "./send-lines.ts";

/** How many harnesses submit at the same time with each key, each in one of the three ways. */
const SINGLE = 2;
const BATCHES = 1;
const BULKS = 1;

/** Harnesses that submit to one Worker until it is killed. */
export interface Load {
  /** How many requests wait for their answer at the moment. */
  inFlight: () => number;
  /** How many were answered as they should be. */
  answers: () => number;
  /** Whether there was any answer, be it a refusal. */
  isAnswered: () => boolean;
  /** Lets nothing new begin: what fails from now on fails since the Worker is killed. */
  cease: () => void;
  /** Comes when every request has ended in one way or another. */
  ended: Promise<unknown>;
}

type Draw = () => number;

/** Starts to submit to a Worker with each of the account's keys. `round` is its number; each has its own luck. Never rejects but for a defect. */
export const startLoad = (account: Account, url: string, round: number): Load => {
  const harnesses = account.keys.map((_, owner) => new Harness(account, url, { round, owner }));
  const draw = (...key: (string | number)[]) => randomOf("load", account.seed, round, ...key);
  const ended = harnesses.flatMap((harness) => {
    const many = (count: number, kind: string, repeat: (draw: Draw) => Promise<void>) =>
      Array.from({ length: count }, (_, position) => harness.repeat(repeat, draw(kind, harness.owner, position)));
    return [
      ...many(SINGLE, "single", (random) => harness.submitOne(random)),
      ...many(BATCHES, "batch", (random) => harness.submitBatch(random)),
      ...many(BULKS, "bulk", (random) => harness.submitBulk(random)),
    ];
  });
  return {
    inFlight: () => harnesses.reduce((sum, { inFlight }) => sum + inFlight, 0),
    answers: () => harnesses.reduce((sum, { answers }) => sum + answers, 0),
    isAnswered: () => harnesses.some(({ answers, refusals }) => answers + refusals > 0),
    cease: () => {
      for (const harness of harnesses) harness.cease();
    },
    ended: Promise.all(ended),
  };
};

/** How long the first answer may take, in milliseconds. */
const ANSWER_MS = 60_000;
const POLL_MS = 5;

/** Comes with the first answer. CliError if there is none within so long, by default a minute. */
export const untilAnswered = async (
  { isAnswered }: Pick<Load, "isAnswered">,
  signal: AbortSignal,
  limitMs = ANSWER_MS,
): Promise<void> => {
  const start = performance.now();
  while (!isAnswered()) {
    signal.throwIfAborted();
    if (performance.now() - start > limitMs)
      throw new CliError(`the Worker answers nothing within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
};

/** A client with one of the account's keys. */
export const clientOf = ({ keys }: Pick<Account, "keys">, owner: number, url: string): WorkerClient =>
  new WorkerClient({ url, key: keys[owner]?.token });

const drawn = <T>(choices: readonly T[], draw: Draw): T => choices[Math.floor(draw() * choices.length)] as T;

class Harness {
  inFlight = 0;
  answers = 0;
  refusals = 0;
  readonly owner: number;
  readonly #account: Account;
  readonly #client: WorkerClient;
  readonly #round: number;
  /** This owner's runs of earlier rounds, and the other's: none of them is on its way but in its last state. */
  readonly #earlier: readonly Entry<RunPlan>[];
  readonly #foreign: readonly Entry<RunPlan>[];
  #hasCeased = false;

  constructor(account: Account, url: string, { round, owner }: { round: number; owner: number }) {
    this.owner = owner;
    this.#account = account;
    this.#client = clientOf(account, owner, url);
    this.#round = round;
    const entries = account.runs.entries();
    this.#earlier = entries.filter(({ plan }) => plan.owner === owner);
    this.#foreign = entries.filter(({ plan, acknowledged }) => plan.owner !== owner && acknowledged > 0);
  }

  cease(): void {
    this.#hasCeased = true;
  }

  async repeat(submit: (draw: Draw) => Promise<void>, draw: Draw): Promise<void> {
    while (!this.#hasCeased) await submit(draw);
  }

  /** A run through its states, and now and then one that was sent before, perhaps without an answer. */
  async submitOne(
    draw: Draw,
    batchId = draw() < 0.5 ? `faults:unannounced:${this.owner}:${this.#round}` : undefined,
  ): Promise<void> {
    const entry = this.#plan(batchId);
    for (const [position, payload] of this.#statesOf(entry).entries()) {
      if (!(await this.#submit(entry, payload, position + 1))) return;
    }
    if (draw() < 0.2) await this.#submitAgain(entry);
    if (draw() < 0.2 && this.#earlier.length > 0) await this.#submitAgain(drawn(this.#earlier, draw));
    if (draw() < 0.1 && this.#foreign.length > 0) await this.#trespass(drawn(this.#foreign, draw));
  }

  /** A batch: begun, its runs side by side, ended. */
  async submitBatch(draw: Draw): Promise<void> {
    const { batches } = this.#account;
    const plan = { size: 3 + Math.floor(draw() * 6), owner: this.owner };
    const name = `faults:${this.#account.seed}:${batches.size}`;
    const [begun, finished] = batchStatesOf(name, plan);
    batches.note(name, plan, 2);
    const submit = async (payload: typeof begun, state: number) => {
      const answer = await this.#ask(`batch ${name}`, () => this.#client.submitBatch(payload, { retries: 0 }));
      if (answer) batches.acknowledge(name, state);
      return answer !== undefined;
    };
    if (!(await submit(begun, 1))) return;
    await Promise.all(Array.from({ length: plan.size }, () => this.submitOne(draw, name)));
    if (!this.#hasCeased) await submit(finished, 2);
  }

  /** Some hundred lines: runs' first states and runs of before; then final states and some of the same again. */
  async submitBulk(draw: Draw): Promise<void> {
    const batchId = draw() < 0.7 ? `faults:bulk:${this.owner}:${this.#round}:${Math.floor(draw() * 3)}` : undefined;
    const fresh = Array.from({ length: 100 + Math.floor(draw() * 300) }, () => this.#plan(batchId));
    const before = new Set(
      this.#earlier.length > 0 ? Array.from({ length: Math.floor(draw() * 30) }, () => drawn(this.#earlier, draw)) : [],
    );
    const settled = [...before].filter(({ name }) => this.#account.runs.isSettled(name)).length;
    const later = fresh.filter(({ states }) => states > 1 || draw() < 0.03);
    const repeated = later.filter(({ states }) => states === 1).length;
    const lines = [
      ...fresh.map((entry) => ({ entry, state: 1 })),
      ...[...before].map((entry) => ({ entry, state: entry.states })),
      ...later.map((entry) => ({ entry, state: entry.states })),
    ];
    await sendLines(this.#account, lines, { leastDuplicates: settled + repeated }, (body) =>
      this.#ask(`bulk of ${lines.length}`, () => this.#client.submitBulk(body, { retries: 0 })),
    );
  }

  /** A run that was never sent, noted. */
  #plan(batchId: string | undefined): Entry<RunPlan> {
    const { runs, seed } = this.#account;
    const plan = { number: runs.size, batchId, owner: this.owner };
    const name = runIdOf(seed, plan.number);
    runs.note(name, plan, statesOf(seed, plan).length);
    return runs.get(name) as Entry<RunPlan>;
  }

  #statesOf({ plan }: Entry<RunPlan>): RunPayload[] {
    return statesOf(this.#account.seed, plan);
  }

  /** Other content for a run that another key brought: it must be refused, and what is there stays. */
  async #trespass(entry: Entry<RunPlan>): Promise<void> {
    const payload = { ...(this.#statesOf(entry).at(-1) as RunPayload), agent: "trespasser" };
    const isTaken = await this.#client.submitRun(payload, { retries: 0 }).then(
      () => true,
      () => false,
    );
    if (isTaken) this.#account.violations.push(`run ${entry.name} was taken from a key that it does not belong to`);
  }

  /** The last state of a run once more: a Worker that has acknowledged it must know it again. */
  async #submitAgain(entry: Entry<RunPlan>): Promise<void> {
    await this.#submit(entry, this.#statesOf(entry).at(-1) as RunPayload, entry.states);
  }

  async #submit({ name }: Entry<RunPlan>, payload: RunPayload, state: number): Promise<boolean> {
    if (this.#hasCeased) return false;
    const { runs, violations } = this.#account;
    const isKnown = runs.isSettled(name);
    const answer = await this.#ask(`run ${name}`, () => this.#client.submitRun(payload, { retries: 0 }));
    if (!answer) return false;
    if (isKnown && !answer.duplicate) violations.push(`run ${name} was acknowledged, then taken as new`);
    runs.acknowledge(name, state);
    return true;
  }

  /** The answer to a request, or undefined if none came. A refusal of what is right is a violation. */
  async #ask<T>(what: string, send: () => Promise<T>): Promise<T | undefined> {
    this.inFlight += 1;
    try {
      const answer = await send();
      this.answers += 1;
      return answer;
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      const isAnswer = error instanceof RefusedError || error instanceof InvalidAnswerError;
      if (isAnswer) this.refusals += 1;
      // While it is killed, the part of it that is still alive may say that the other one is gone.
      if (isAnswer && !this.#hasCeased) this.#account.violations.push(`${what}: ${error.message}`);
      this.#account.unanswered += 1;
      return undefined;
    } finally {
      this.inFlight -= 1;
    }
  }
}
