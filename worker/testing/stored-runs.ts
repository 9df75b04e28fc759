import { env } from "cloudflare:test";
import { RunSchema } from "#contract/runs/run.ts";
import { contentOf } from "#contract/runs/run-content.ts";
import { outcomeOf } from "#statistics/cells/outcome.ts";
import type { Submitter } from "../db/batch-owners.ts";
import { openDatabase } from "../db/database.ts";
import type { RunToStore } from "../db/run-rows.ts";
import { type Stored, storeRuns } from "../db/store-runs.ts";
import { makeRun, type SubmittedRun } from "./make-run.ts";

/** The first admin: the configured secret. */
export const ADMIN: Submitter = { keyId: "", suites: undefined, isAdmin: true };

/** A named key that may submit to any suite. */
export const keyOf = (keyId: string): Submitter => ({ keyId, suites: undefined, isAdmin: false });

/** A run as it is stored: parsed, with what it counts as and the hash of its content. */
export const toStore = (fields: Partial<SubmittedRun>): RunToStore => {
  const run = RunSchema.parse(makeRun(fields));
  return { run, outcome: outcomeOf(run), contentHash: contentOf(run).hash };
};

/** Stores runs without the API; says what became of each. */
export const store = (runs: readonly Partial<SubmittedRun>[], submitter: Submitter = ADMIN): Promise<Stored[]> =>
  storeRuns(openDatabase(env.DB), runs.map(toStore), submitter);
