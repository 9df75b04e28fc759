#!/usr/bin/env node
// `npx ze-benchmarks` in a checkout: whatever Node npx has found, the one that came with the packages runs the TypeScript.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL(".", import.meta.url));
const own = join(folder, "..", "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
const node = existsSync(own) ? own : process.execPath;
const child = spawn(node, [join(folder, "ze-benchmarks.ts"), ...process.argv.slice(2)], { stdio: "inherit" });
// Ctrl-C reaches the child by itself; it decides how to end.
process.on("SIGINT", () => undefined);
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
