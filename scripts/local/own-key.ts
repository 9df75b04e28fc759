import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../command/thrown.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/;

/** Whether only programs of this machine can reach an address. */
export const isLoopback = (ip: string): boolean => LOOPBACK.test(ip);

/**
 * The admin key of a Worker that others can reach: kept in the folder of its database, for its owner's eyes, and made when it is first needed. The
 * key of local development would open it to everybody.
 */
export const ownKey = async (persist: string): Promise<{ key: string; isNew: boolean }> => {
  const file = join(persist, "api-secret-key");
  await mkdir(persist, { recursive: true });
  const key = randomBytes(32).toString("hex");
  try {
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: "wx" });
    return { key, isNew: true };
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
    return { key: (await readFile(file, "utf8")).trim(), isNew: false };
  }
};
