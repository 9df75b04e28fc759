import { mkdir, rm } from "node:fs/promises";
import { defineCommand } from "./command/command.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { startFreshWorker } from "./local/fresh-worker.ts";
import { proveLoop } from "./proof/loop/prove-loop.ts";

export const command = defineCommand({
  name: "proof:loop",
  usage: [""],
  about: () => `
Goes once around the publishing loop, on this machine and with the commands themselves: an empty database, a batch of npm run bench, a publication that shows it; a second batch in which one agent has lost nine of its ten tasks, a gate that names these nine and fails, with the text of its comment; a second publication, whose changes and feeds name that move, and call the others noise.`,
  options: {},
  notes: "Exit code: 0 all of it holds, 1 something does not, 2 wrong usage, 130 stopped.",
  run: async (_, { print, signal }) => {
    const folder = inProject(".cache", "proof-loop");
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const worker = await startFreshWorker(folder, signal);
    try {
      await proveLoop({ worker: worker.url, folder, print, signal });
    } finally {
      await worker.stop();
    }
    print("The loop holds.");
    return 0;
  },
});

if (import.meta.main) await runHere(command);
