import { runChild } from "./command/child-process.ts";
import { defineCommand } from "./command/command.ts";
import { runHere } from "./command/run-command.ts";

interface Check {
  name: string;
  program: string;
  args: string[];
}

/** Two lanes, side by side: `astro check` comes before tsc, since it writes the types that the site's sources refer to. */
const LANES: readonly (readonly Check[])[] = [
  [
    { name: "astro check", program: "astro", args: ["check"] },
    { name: "tsc", program: "tsc", args: [] },
  ],
  [
    { name: "biome", program: "biome", args: ["ci", "."] },
    { name: "tsc worker", program: "tsc", args: ["-p", "worker"] },
    { name: "knip", program: "knip", args: [] },
    { name: "house", program: "node", args: ["scripts/house.ts"] },
  ],
];

export const command = defineCommand({
  name: "check",
  usage: [""],
  about: () =>
    "Checks the sources without running them (format, lint, types, unused code, circles), and says which of the checks failed.",
  options: {},
  run: async (_args, { signal, print, warn }) => {
    const failed: string[] = [];
    const check = async ({ name, program, args }: Check): Promise<void> => {
      const output: string[] = [];
      const start = performance.now();
      const env = { ASTRO_TELEMETRY_DISABLED: "1" };
      const code = await runChild(program, args, { env, onLine: (line) => output.push(line), signal });
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      print(`${name.padEnd(12)} ${code === 0 ? "ok" : "failed"} in ${seconds} s`);
      if (code === 0) return;
      failed.push(name);
      print(output.join("\n"));
    };
    await Promise.all(
      LANES.map(async (lane) => {
        for (const one of lane) await check(one);
      }),
    );
    if (failed.length > 0) warn(`failed: ${failed.join(", ")}`);
    return failed.length > 0 ? 1 : 0;
  },
});

if (import.meta.main) await runHere(command);
