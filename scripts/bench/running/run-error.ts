import type { ErrorType } from "#contract/runs/run.ts";

/** A run cannot come to its end, for a reason whose kind is known. The message becomes public with the run. */
export class RunError extends Error {
  override name = "RunError";
  readonly errorType: ErrorType;

  constructor(errorType: ErrorType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.errorType = errorType;
  }
}
