import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The key of local development, which the Worker of the tests has too. */
export const KEY = "dev-local-key";

/** In a shell with this function, a command of curl also prints its status, on a line of its own. */
const WITH_STATUS = "curl() { command curl --silent --show-error --noproxy '*' --write-out '\\n%{http_code}' \"$@\"; }";

/** Runs a command of curl as a page has it, in a folder if one is named. Gives the status and the body of the answer. */
export const runCommand = async (command: string, variables: Record<string, string>, cwd?: string) => {
  const { stdout } = await run("bash", ["--norc", "-c", `${WITH_STATUS}\n${command}`], {
    env: { PATH: process.env["PATH"], ...variables },
    maxBuffer: 64 * 1024 * 1024,
    cwd,
  });
  const end = stdout.lastIndexOf("\n");
  return { status: stdout.slice(end + 1), body: stdout.slice(0, end) };
};
