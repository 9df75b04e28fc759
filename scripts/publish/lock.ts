import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { CliError } from "../command/cli-error.ts";
import { codeOf } from "../command/thrown.ts";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
};

/**
 * Does something that two processes must not do at once. A lock that a killed process left counts for nothing. CliError if another does it, which
 * says what that `is doing` and what to do.
 */
export const withLock = async <T>(
  file: string,
  act: () => Promise<T>,
  isDoing = "is publishing: wait for it",
): Promise<T> => {
  await mkdir(dirname(file), { recursive: true });
  const left = await readFile(file, "utf8").catch(() => undefined);
  const owner = Number(left);
  if (owner > 0 && owner !== process.pid && isAlive(owner)) {
    throw new CliError(`process ${owner} ${isDoing}, or end it and remove ${file}`);
  }
  // What another process makes from here on is its own, and not removed.
  if (left !== undefined) await rm(file, { force: true });
  const handle = await open(file, "wx").catch((cause: Error) => {
    throw new CliError(`another process ${isDoing}: it has just taken ${file}`, 1, { cause });
  });
  try {
    await handle.writeFile(String(process.pid));
    await handle.close();
    return await act();
  } finally {
    await rm(file, { force: true });
  }
};
