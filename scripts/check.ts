import { runChild } from "./command/child-process.ts";
import { defineCommand } from "./command/command.ts";
import { runHere } from "./command/run-command.ts";

/** `astro check` comes before tsc: it writes the types that the site's sources refer to. */
const CHECKS: readonly { name: string; program: string; args: string[] }[] = [
  { name: "biome", program: "biome", args: ["ci", "."] },
  { name: "astro check", program: "astro", args: ["check"] },
  { name: "tsc", program: "tsc", args: [] },
  { name: "tsc worker", program: "tsc", args: ["-p", "worker"] },
  { name: "knip", program: "knip", args: [] },
  { name: "house", program: "node", args: ["scripts/house.ts"] },
];

export const command = defineCommand({
  name: "check",
  usage: [""],
  about: () =>
    "Checks the sources without running them (format, lint, types, unused code, circles), and says which of the checks failed.",
  options: {},
  run: async (_args, { signal, print, warn }) => {
    const failed: string[] = [];
    for (const { name, program, args } of CHECKS) {
      const output: string[] = [];
      const start = performance.now();
      const env = { ASTRO_TELEMETRY_DISABLED: "1" };
      const code = await runChild(program, args, { env, onLine: (line) => output.push(line), signal });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      print(`${name.padEnd(12)} ${code === 0 ? "ok" : "failed"} in ${seconds} s`);
      if (code === 0) continue;
      failed.push(name);
      print(output.join("\n"));
    }
    if (failed.length > 0) warn(`failed: ${failed.join(", ")}`);
    return failed.length > 0 ? 1 : 0;
  },
});

if (import.meta.main) await runHere(command);
