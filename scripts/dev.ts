import { WorkerClient } from "#client/worker-client.ts";
import { runChild } from "./command/child-process.ts";
import { CliError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import type { Context } from "./command/context.ts";
import { DEFAULT_URL } from "./command/local-worker.ts";
import { runHere } from "./command/run-command.ts";

const WAIT_MS = 120_000;

export const command = defineCommand({
  name: "dev",
  usage: [""],
  about: (call) => `
Runs the Worker and Astro's development server side by side in one terminal, as mprocs.yaml says. Pages change as their sources do. ${call("dev:worker")} and ${call("dev:site")} run one of them alone.`,
  options: {
    site: {
      type: "boolean",
      help: `run Astro's server alone, once the Worker at ZE_BENCHMARKS_WORKER_URL answers (default: ${DEFAULT_URL})`,
    },
  },
  run: async ({ values }, context) => {
    const { signal } = context;
    if (values.site === true) {
      await waitForWorker(context);
      return (await runChild("astro", ["dev"], { env: { ASTRO_TELEMETRY_DISABLED: "1" }, signal })) ?? 1;
    }
    if (!process.stdin.isTTY) {
      throw new CliError("npm run dev needs a terminal; npm run dev:worker and npm run dev:site do not");
    }
    return (await runChild("mprocs", [], { interactive: true, signal })) ?? 1;
  },
});

async function waitForWorker({ signal, env, warn }: Context): Promise<void> {
  const client = new WorkerClient({ url: env["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_URL });
  const deadline = performance.now() + WAIT_MS;
  const isUp = async () => (await client.getHealth({ signal }).catch(() => undefined))?.database === true;
  if (await isUp()) return;
  warn(`waiting for a Worker at ${client.url}: npm run dev:worker starts one`);
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    if (await isUp()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new CliError(`no Worker answered at ${client.url} within ${WAIT_MS / 1000} s`);
}

if (import.meta.main) await runHere(command);
