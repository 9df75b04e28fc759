import { runChild } from "./command/child-process.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { runCommand } from "./command/run-command.ts";

const HELP = `
npm run check

Runs all that looks at the sources without running them, and says which of it failed.

  -h, --help   this
`;

/** `astro check` comes before tsc: it writes the types that the site's sources refer to. */
const CHECKS: readonly { name: string; program: string; args: string[] }[] = [
  { name: "biome", program: "biome", args: ["ci", "."] },
  { name: "astro check", program: "astro", args: ["check"] },
  { name: "tsc", program: "tsc", args: [] },
  { name: "tsc worker", program: "tsc", args: ["-p", "worker"] },
  { name: "knip", program: "knip", args: [] },
];

await runCommand({
  name: "check",
  help: HELP,
  options: {},
  run: async () => {
    const signal = interruptedSignal();
    const failed: string[] = [];
    for (const { name, program, args } of CHECKS) {
      const output: string[] = [];
      const start = performance.now();
      const env = { ASTRO_TELEMETRY_DISABLED: "1" };
      const code = await runChild(program, args, { env, onLine: (line) => output.push(line), signal });
      console.log(
        `${name.padEnd(12)} ${code === 0 ? "ok" : "failed"} in ${((performance.now() - start) / 1000).toFixed(1)} s`,
      );
      if (code === 0) continue;
      failed.push(name);
      console.log(output.join("\n"));
    }
    if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
    return failed.length > 0 ? 1 : 0;
  },
});
