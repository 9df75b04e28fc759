import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";

/** One call of a function that an agent wrote or changed, and what must come of it. */
export interface Case {
  /** What is tried, for a person. It is public with the score. */
  title: string;
  /** The module's path in the workspace. */
  module: string;
  /** The name of the export to call. */
  call: string;
  args: readonly unknown[];
  /** What it must return, or what its promise must yield; undefined where it must throw. */
  gives?: unknown;
  /** The name of the error that it must throw. */
  throws?: string;
}

type Outcome = { value: unknown } | { threw: string };

/** How long a call may take, in milliseconds, the start of its process included: many times what it takes on a busy machine. */
const TIMEOUT_MS = 20_000;

/** The program of the other process. */
const PROBE = `
process.once("message", async ({ url, call, args }) => {
  let outcome;
  try {
    outcome = { value: await (await import(url))[call](...args) };
  } catch (error) {
    outcome = { threw: error instanceof Error ? error.name : typeof error };
  }
  process.send(outcome, () => process.exit());
});
`;

/**
 * What came of a call, in a process of its own: nothing that it prints counts, and it may loop, exit or crash. The program is
 * handed over as text, and what must come of the call is not, so that the code under test finds no trace of its checks.
 */
const callApart = (folder: string, { module, call, args }: Case, timeout: number): Promise<Outcome | undefined> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", PROBE], {
      cwd: folder,
      env: { PATH: process.env["PATH"] },
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      serialization: "advanced",
      timeout,
      killSignal: "SIGKILL",
    });
    child.once("message", (outcome) => {
      resolve(outcome as Outcome);
      child.kill("SIGKILL");
    });
    child.once("error", () => resolve(undefined));
    child.once("close", () => resolve(undefined));
    child.send({ url: pathToFileURL(join(folder, module)).href, call, args }, () => undefined);
  });

/** Whether a case holds for the code in a folder; it does not where the call takes longer than `timeoutMs`. */
export const holds = async (folder: string, tried: Case, timeoutMs = TIMEOUT_MS): Promise<boolean> => {
  const outcome = await callApart(folder, tried, timeoutMs);
  if (typeof outcome !== "object" || outcome === null) return false;
  if (tried.throws !== undefined) return "threw" in outcome && outcome.threw === tried.throws;
  return "value" in outcome && isDeepStrictEqual(outcome.value, tried.gives);
};
