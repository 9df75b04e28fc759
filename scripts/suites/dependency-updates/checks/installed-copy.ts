import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scenarioFolder } from "../../checks/scenario-folder.ts";

/** What npm must not be talked out of by a file of the workspace: peer dependencies are binding. */
const INSTALL = [
  "install --offline --no-audit --no-fund --ignore-scripts",
  "--strict-peer-deps --no-legacy-peer-deps --no-force --omit=dev",
]
  .join(" ")
  .split(" ");

/** How long npm may take, in milliseconds. */
const TIMEOUT_MS = 30_000;

/**
 * A copy of the workspace in which npm has installed everything anew from the registry as the fixture has it; undefined where npm
 * cannot. So neither a file that was changed in node_modules or the registry counts, nor an installation that is out of date. The copy
 * goes when this process ends.
 */
export const installedCopy = (): string | undefined => {
  const copy = mkdtempSync(join(tmpdir(), "ze-benchmarks-installed-"));
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  process.once("SIGTERM", () => process.exit(1));
  cpSync(process.cwd(), copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/[\\/](node_modules|\.git|package-lock\.json)$/.test(path),
  });
  for (const part of ["registry", ".npmrc"]) {
    rmSync(join(copy, part), { recursive: true, force: true });
    cpSync(join(scenarioFolder(), "fixture", part), join(copy, part), { recursive: true });
  }
  const { status, stderr } = spawnSync("npm", INSTALL, {
    cwd: copy,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  if (status === 0) return copy;
  console.error(stderr.trim());
  return undefined;
};
