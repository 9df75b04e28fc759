/** Something that was sent, and how much of it was acknowledged. */
export interface Entry<P> {
  /** Its name in the API: runId or batchId. */
  name: string;
  plan: P;
  /** How many states it goes through; state 1 is the first. */
  states: number;
  /** The latest state that was acknowledged, 0 for none. Later ones may be there as well: their answers were lost. */
  acknowledged: number;
}

/** What was sent, and what of that a Worker has acknowledged: it must be there ever after, in that state or a later one. */
export class Ledger<P> {
  readonly #entries = new Map<string, Entry<P>>();

  /** Notes that something is about to be sent for the first time; what is known already stays as it is. */
  note(name: string, plan: P, states: number): void {
    if (!this.#entries.has(name)) this.#entries.set(name, { name, plan, states, acknowledged: 0 });
  }

  /** Notes that a state was acknowledged. An answer about an earlier state takes nothing back. */
  acknowledge(name: string, state: number): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Error(`acknowledged, but never noted as sent: ${name}`);
    if (state < 1 || state > entry.states) throw new Error(`${name} has no state ${state}, only ${entry.states}`);
    entry.acknowledged = Math.max(entry.acknowledged, state);
  }

  get(name: string): Entry<P> | undefined {
    return this.#entries.get(name);
  }

  /** Everything that was sent, in that order. */
  entries(): Entry<P>[] {
    return [...this.#entries.values()];
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Whether the last state was acknowledged: nothing about it can change any more. */
  isSettled(name: string): boolean {
    const entry = this.#entries.get(name);
    return entry !== undefined && entry.acknowledged === entry.states;
  }

  /** What has to be sent again: its last state was not acknowledged. */
  unsettled(): Entry<P>[] {
    return this.entries().filter(({ acknowledged, states }) => acknowledged < states);
  }

  /** How many were acknowledged in any state. */
  countAcknowledged(): number {
    let count = 0;
    for (const { acknowledged } of this.#entries.values()) if (acknowledged > 0) count += 1;
    return count;
  }
}
