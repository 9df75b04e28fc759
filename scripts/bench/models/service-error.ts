/** How services say no to a request that is itself at fault: bad arguments, or more text than the model can read. */
const BAD_REQUEST = new Set([400, 413, 422]);

/** What services also say with such a status, though the request has nothing to do with it. */
const NOT_THE_REQUEST = /credit balance|not a valid model/i;

interface Answered {
  /** The HTTP status code; absent where no whole answer came. */
  status?: number | undefined;
  /** For how many milliseconds the service wants to be left alone. */
  retryAfter?: number | undefined;
}

/** A model's service gave no turn. The message names the service and the reason; it holds no key and no address. */
export class ServiceError extends Error {
  override name = "ServiceError";
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(message: string, { status, retryAfter }: Answered = {}, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether whoever asked is to blame, not the service, the key or the network. */
  get isRequestAtFault(): boolean {
    return this.status !== undefined && BAD_REQUEST.has(this.status) && !NOT_THE_REQUEST.test(this.message);
  }
}
