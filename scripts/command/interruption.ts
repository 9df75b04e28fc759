import { CliError } from "./cli-error.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Ctrl-C or another request to end; exit code 130, as shells have it. */
export class InterruptedError extends CliError {
  override name = "InterruptedError";

  constructor() {
    super("stopped", 130);
  }
}

const PARENT_CHECK_MS = 500;

/**
 * Calls `onEnd` when this process's parent is gone. npm starts commands through a shell, and of a SIGTERM for npm that shell dies
 * without passing it on.
 */
const watchParent = (onEnd: () => void): void => {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onEnd();
  }, PARENT_CHECK_MS);
  timer.unref();
};

/** A signal that is aborted by the first Ctrl-C (or SIGTERM, SIGHUP) with an InterruptedError; the second ends the process. */
export const interruptedSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new InterruptedError());
    });
  }
  if (process.env["npm_lifecycle_event"] !== undefined) watchParent(() => controller.abort(new InterruptedError()));
  return controller.signal;
};
