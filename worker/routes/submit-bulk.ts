import { type BulkSubmitted, MAX_BULK_LINES, MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import { RunSchema } from "#contract/runs/run.ts";
import { check } from "#contract/service/check.ts";
import { type Issue, issuesOf } from "#contract/service/problem.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { MOST_STORE_QUERIES, type Stored, type SupposedRuns, storeRuns } from "../db/store-runs.ts";
import { type Identity, maySubmit } from "../http/authorization.ts";
import { decodeText, jsonMistake } from "../http/body.ts";
import { type DatabaseCost, meterDatabase } from "../http/metered-database.ts";
import { StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { foreignBatchText, foreignRunText, removedBatchText } from "./ownership.ts";
import { conflictIssues, type PreparedRun, prepareRun } from "./prepare-run.ts";

/** About how many bytes of rows go into the database at once: a parameter holds at most 2,000,000. */
const CHUNK_BYTES = 1_500_000;

/** How many queries the chunks of a request may need: the free plan has 50 a request, and up to 3 go to its key. */
const MAX_QUERIES = 47;

/** How many issues the answer lists of a line: thousands of broken lines must not come back as many times their size. */
const MAX_LINE_ISSUES = 10;

interface NumberedRun extends PreparedRun {
  line: number;
}

const parseLine = (bytes: Uint8Array): ReturnType<typeof prepareRun> => {
  const refuse = (message: string): { issues: Issue[] } => ({ issues: [{ path: [], message }] });
  if (bytes.byteLength > MAX_RUN_BYTES) return refuse(`has ${bytes.byteLength} bytes, over ${MAX_RUN_BYTES}`);
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
  } catch (error) {
    return refuse(`is not JSON: ${jsonMistake(error)}`);
  }
  const parsed = check(RunSchema, value);
  return parsed.success ? prepareRun(parsed.data, new Date()) : { issues: issuesOf(parsed.error) };
};

/** Takes in lines one by one and stores them in chunks; in the end, or when cut off, every line is either wholly in or wholly out. */
class BulkIntake {
  readonly submitted: BulkSubmitted = { accepted: 0, duplicates: 0, conflicts: [], rejected: [] };
  readonly #database: Database;
  readonly #cost: DatabaseCost;
  readonly #identity: Identity;
  #chunk = new Map<string, NumberedRun>();
  #chunkBytes = 0;

  /** What a dry run would have stored so far; undefined: it is none. */
  readonly #supposed: SupposedRuns | undefined;

  constructor(database: Database, identity: Identity, dry: boolean) {
    const { binding, cost } = meterDatabase(database.$client);
    this.#database = openDatabase(binding);
    this.#cost = cost;
    this.#identity = identity;
    this.#supposed = dry ? new Map() : undefined;
  }

  async take(line: number, bytes: Uint8Array): Promise<void> {
    const prepared = parseLine(bytes);
    if ("issues" in prepared) {
      this.submitted.rejected.push({ line, issues: prepared.issues.slice(0, MAX_LINE_ISSUES) });
      return;
    }
    const { runId, suite } = prepared.run.run;
    if (!maySubmit(this.#identity, suite)) {
      const issue = { path: ["suite"], message: `this key may not submit to suite ${suite}` };
      this.submitted.rejected.push({ line, runId, issues: [issue], forbidden: true });
      return;
    }
    // A chunk holds a run once: the later state of a run is compared with the earlier one when that is stored.
    if (this.#chunk.has(runId) || this.#chunkBytes + prepared.run.rowBytes > CHUNK_BYTES) await this.store();
    if (this.#chunk.size === 0 && this.#cost.queries + MOST_STORE_QUERIES > MAX_QUERIES) {
      throw new StatusError(
        413,
        `too many writes for one request: send line ${line} and everything after it in another`,
      );
    }
    this.#chunk.set(runId, { ...prepared.run, line });
    this.#chunkBytes += prepared.run.rowBytes;
  }

  async store(): Promise<void> {
    const runs = [...this.#chunk.values()];
    if (runs.length === 0) return;
    const results = await storeRuns(this.#database, runs, this.#identity, this.#supposed);
    results.forEach((stored, position) => {
      const { line, run } = runs[position] as NumberedRun;
      this.#count(stored, { line, runId: run.runId });
    });
    this.#chunk = new Map();
    this.#chunkBytes = 0;
  }

  /** Adds what became of a line. */
  #count(stored: Stored, of: { line: number; runId: string }): void {
    const { conflicts, rejected } = this.submitted;
    switch (stored.result) {
      case "accepted":
      case "replaced":
        this.submitted.accepted += 1;
        break;
      case "duplicate":
        this.submitted.duplicates += 1;
        break;
      case "conflict":
        conflicts.push({ ...of, issues: conflictIssues(stored.fields) });
        break;
      case "foreign-run": {
        const { owner } = stored;
        const issues = [{ path: ["runId"], message: foreignRunText(of.runId, owner) }];
        conflicts.push({ ...of, issues, owner, forbidden: true });
        break;
      }
      case "removed-batch":
        rejected.push({ ...of, issues: [{ path: ["batchId"], message: removedBatchText(stored.batchId) }] });
        break;
      case "foreign-batch": {
        const { batchId, owner } = stored;
        const issues = [{ path: ["batchId"], message: foreignBatchText(batchId, owner) }];
        rejected.push({ ...of, issues, owner, forbidden: true });
        break;
      }
    }
  }
}

const isBlank = (bytes: Uint8Array) => bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

/** POST /api/results/bulk: one run a line. A bad line does not stop the good ones. */
export const submitBulk: Handler<"submitBulk"> = async ({ body, identity, database, dry }) => {
  const intake = new BulkIntake(database, identity, dry);
  let line = 0;
  for await (const bytes of body) {
    line += 1;
    if (line > MAX_BULK_LINES) {
      await intake.store();
      throw new StatusError(
        413,
        `over ${MAX_BULK_LINES} lines in one request: send line ${line} and everything after it in another`,
      );
    }
    if (!isBlank(bytes)) await intake.take(line, bytes);
  }
  await intake.store();
  return { body: intake.submitted };
};
