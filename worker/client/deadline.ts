/** How long a try waits: its signal aborts when the time is over or the caller's signal says so. */
export class Deadline {
  readonly milliseconds: number;
  /** The caller's signal, if there is one. */
  readonly callers: AbortSignal | undefined;
  readonly signal: AbortSignal;
  readonly #over = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number, callers: AbortSignal | undefined) {
    this.milliseconds = milliseconds;
    this.callers = callers;
    this.signal = callers ? AbortSignal.any([callers, this.#over.signal]) : this.#over.signal;
    this.renew();
  }

  /** Whether the time ran out. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Begins to wait anew. */
  renew(): void {
    this.end();
    this.#timer = setTimeout(() => this.#over.abort(), this.milliseconds);
  }

  /** Stops the clock. */
  end(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
  }
}
