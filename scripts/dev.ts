import { WorkerClient } from "#client/worker-client.ts";
import { runChild } from "./command/child-process.ts";
import { CliError } from "./command/cli-error.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { DEFAULT_URL } from "./command/local-worker.ts";
import { runCommand } from "./command/run-command.ts";

const HELP = `
npm run dev

Runs the Worker and Astro's development server side by side in one terminal (mprocs.yaml). Pages change as their sources do.

  --site       wait for the Worker at ZE_BENCHMARKS_WORKER_URL (default: ${DEFAULT_URL}), then run Astro's server alone
  -h, --help   this
`;

const WAIT_MS = 120_000;

await runCommand({
  name: "dev",
  help: HELP,
  options: { site: { type: "boolean" } },
  run: async ({ values }) => {
    const signal = interruptedSignal();
    if (values.site === true) {
      await waitForWorker(signal);
      return (await runChild("astro", ["dev"], { env: { ASTRO_TELEMETRY_DISABLED: "1" }, signal })) ?? 1;
    }
    if (!process.stdin.isTTY) throw new CliError("npm run dev needs a terminal; npm start does not");
    return (await runChild("mprocs", [], { interactive: true, signal })) ?? 1;
  },
});

async function waitForWorker(signal: AbortSignal): Promise<void> {
  const client = new WorkerClient({ url: process.env["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_URL });
  const deadline = performance.now() + WAIT_MS;
  while (performance.now() < deadline) {
    const health = await client.health({ signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (health?.database === true) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new CliError(`no Worker answered at ${client.url} within ${WAIT_MS / 1000} s`);
}
