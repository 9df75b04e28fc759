import { stat } from "node:fs/promises";
import { makePackage } from "./client-package/make-package.ts";
import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { runHere } from "./command/run-command.ts";

export const command = defineCommand({
  name: "pack:client",
  usage: ["[--out DIR]"],
  about: () => `
Makes a tarball of the client for harness authors: BenchmarkLogger, WorkerClient, and the commands that need only a Worker's address, as JavaScript with types. npm install FILE installs it into any project, on Node 20.12 or newer.`,
  options: { out: { type: "string", value: "DIR", help: "where to put it (default: the current folder)" } },
  run: async ({ values: { out = "." } }, context) => {
    const tarball = await makePackage(typedPath(context, out), context.signal);
    const kilobytes = Math.ceil((await stat(tarball)).size / 1000);
    context.print(`${tarball} (${kilobytes} KB)\nnpm install ${tarball}`);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
