import type * as z from "zod";
import { check } from "#contract/service/check.ts";
import { HealthSchema } from "#contract/service/health.ts";
import { formatIssue, issuesOf } from "#contract/service/problem.ts";
import { SnapshotIndexSchema } from "#contract/snapshot/snapshot.ts";
import { CliError } from "../command/cli-error.ts";
import { askPatiently, type Patience } from "./patience.ts";

const ANSWER_MS = 20_000;

/** What a deployment must answer; undefined: it does. */
const wrongWith = async (address: string, hasPages: boolean, signal: AbortSignal): Promise<string | undefined> => {
  const ask = async (path: string): Promise<{ status: number; text: string }> => {
    const response = await fetch(new URL(path, address), {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      cache: "no-store",
    });
    return { status: response.status, text: await response.text() };
  };
  const expectJson = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const { status, text } = await ask(path);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    const { success, data, error } = check(schema, JSON.parse(text));
    if (success) return data;
    throw new Error(`${path} answered something else: ${issuesOf(error).map(formatIssue)[0]}`);
  };
  try {
    const health = await expectJson("/health", HealthSchema);
    if (!health.database) return "/health says that the database does not answer";
    if (health.migrationsPending) return "/health says that migrations are pending";
    await expectJson("/api/snapshot", SnapshotIndexSchema);
    const home = await ask("/");
    if (hasPages && home.status !== 200) return `/ answered ${home.status}`;
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
};

/** Asks a deployment whether it works: its health, the snapshot's index and, if it has pages, the first of them. CliError if it does not. */
export const smokeTest = async (
  address: string,
  { hasPages, patience, signal }: { hasPages: boolean; patience: Patience; signal: AbortSignal },
): Promise<void> => {
  const wrong = await askPatiently(patience, () => wrongWith(address, hasPages, signal), signal);
  if (wrong !== undefined) throw new CliError(`${address} does not work: ${wrong}`);
};
