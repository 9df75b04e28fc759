/** Ends the command with its message and exit code, without a stack: whoever runs the command can do something about it. */
export class CliError extends Error {
  override name = "CliError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

/** The command was called wrongly: exit code 2. */
export class UsageError extends CliError {
  override name = "UsageError";

  constructor(message: string) {
    super(message, 2);
  }
}
