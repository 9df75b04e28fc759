// After `npm ci`: makes sure that npm's scripts find a Node that runs the tools here, which need a newer one than npm itself.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const NEEDED = [22, 19];

const own = fileURLToPath(
  new URL(`../node_modules/.bin/node${process.platform === "win32" ? ".cmd" : ""}`, import.meta.url),
);
const found = spawnSync(existsSync(own) ? own : process.execPath, ["--version"], {
  encoding: "utf8",
  shell: process.platform === "win32",
});
const version = found.stdout?.trim() ?? "";
const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  const which = existsSync(own)
    ? `the one in node_modules/.bin is ${version || `broken: ${found.error?.message}`}`
    : `this is ${version}`;
  console.error(`ze-benchmarks needs Node ${NEEDED.join(".")} or newer, and ${which}.
Either install a newer Node, or let npm install the optional package "node", which brings one: no --omit=optional, no --ignore-scripts.`);
  process.exitCode = 1;
}
