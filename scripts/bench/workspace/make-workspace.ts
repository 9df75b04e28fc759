import { cp, mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { messageOf } from "../../command/thrown.ts";
import { bareEnvironment } from "../programs/bare-environment.ts";
import { runShell } from "../programs/run-program.ts";
import { RunError } from "../running/run-error.ts";
import type { Scenario } from "../suites/read-suites.ts";
import { type Change, isCompared, listChanges } from "./list-changes.ts";

/** A folder for one run. */
export interface Workspace {
  /** The absolute path of the folder that the agent works in. */
  path: string;
  /** What is not as it was when the agent began. */
  changes: () => Promise<Change[]>;
  /** Removes it all. */
  remove: () => Promise<void>;
}

export interface WorkspaceOptions {
  signal: AbortSignal;
  /** The caller's variables. Default: this process's. */
  env?: NodeJS.ProcessEnv | undefined;
}

const setUp = async (workspace: string, scenario: Scenario, { signal, env }: WorkspaceOptions): Promise<void> => {
  const { setup, setupTimeout } = scenario;
  if (setup === undefined) return;
  const options = { cwd: workspace, env: bareEnvironment([], env), timeoutMs: 1000 * setupTimeout, signal };
  const { code, timedOut, output, errors } = await runShell(setup, options);
  if (code === 0) return;
  const reason = timedOut ? `did not end within ${setupTimeout} s` : `ended with exit code ${code ?? "none"}`;
  throw new RunError("workspace", `the setup ${reason}: ${`${output}\n${errors}`.trim()}`);
};

const makeFolder = async (name: string): Promise<string> =>
  realpath(await mkdtemp(join(tmpdir(), `ze-benchmarks-${name}-`)));

/** Copies what is in a folder; links stay links. */
const copyFiles = (from: string, to: string, isWanted: (name: string) => boolean = () => true): Promise<void> =>
  cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === from || isWanted(basename(path)),
  });

/** Makes a fresh workspace with the scenario's files, set up. RunError "workspace" where that fails; nothing is left behind then. */
export const makeWorkspace = async (scenario: Scenario, options: WorkspaceOptions): Promise<Workspace> => {
  // Two folders: an agent that looks around finds nothing beside its workspace.
  const [home, before] = [await makeFolder("run"), await makeFolder("before")];
  const path = join(home, "workspace");
  const remove = async () => {
    for (const folder of [home, before]) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await mkdir(path);
    if (scenario.fixture !== undefined) await copyFiles(scenario.fixture, path);
    await setUp(path, scenario, options);
    await copyFiles(path, before, isCompared);
  } catch (error) {
    await remove();
    if (error instanceof RunError || options.signal.aborted) throw error;
    throw new RunError("workspace", `cannot make the workspace: ${messageOf(error)}`, { cause: error });
  }
  let changes: Promise<Change[]> | undefined;
  return {
    path,
    remove,
    changes: () => {
      changes ??= listChanges(before, path);
      return changes;
    },
  };
};
