import { type BackupLine, BackupLineSchema, backupCursorOf, type Restored } from "#contract/service/backup.ts";
import { check } from "#contract/service/check.ts";
import { type Issue, issuesOf } from "#contract/service/problem.ts";
import type { Database } from "../db/database.ts";
import { newestDecision, readBackupPage } from "../db/read-backup.ts";
import { misfitOf, restoreLines } from "../db/restore-backup.ts";
import { decodeText, jsonMistake } from "../http/body.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";

const linesOf = async function* (lines: readonly BackupLine[]): AsyncGenerator<string> {
  for (const line of lines) yield `${JSON.stringify(line)}\n`;
};

/** GET /api/backup: everything there is, a row a line, in pages. */
export const readBackup: Handler<"readBackup"> = async ({ query: { cursor }, database }) => {
  const newest = await newestDecision(database);
  const position = cursor ?? { kind: "decision", decisions: newest };
  if (newest !== position.decisions) {
    throw new StatusError(
      409,
      "a decision was made while this backup was read, so that its parts do not fit: begin again",
    );
  }
  const { lines, next } = await readBackupPage(database, position);
  return {
    pieces: linesOf(lines),
    next: next && backupCursorOf(next),
    headers: { "cache-control": "no-store", "content-disposition": 'attachment; filename="backup.ndjson"' },
  };
};

/** About how many bytes of lines are brought back at once: a parameter of D1 holds at most 2,000,000. */
const CHUNK_BYTES = 1_000_000;

const refuse = (line: number, issues: readonly Issue[]) =>
  invalidError(
    "the backup",
    issues.map(({ path, message }) => ({ path: [line, ...path], message })),
  );

/** A line of a backup. Throws 422 for any other, which names the line. */
const parseLine = (line: number, bytes: Uint8Array): BackupLine => {
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes));
  } catch (error) {
    throw refuse(line, [{ path: [], message: `is not JSON: ${jsonMistake(error)}` }]);
  }
  const parsed = check(BackupLineSchema, value);
  if (!parsed.success) throw refuse(line, issuesOf(parsed.error));
  const misfit = misfitOf(parsed.data);
  if (misfit) throw refuse(line, [{ path: ["row"], message: misfit }]);
  return parsed.data;
};

/** Takes the lines of a backup one by one and brings them back in chunks of one kind. */
class BackupIntake {
  readonly restored: Restored = { restored: 0, present: 0 };
  readonly #database: Database;
  readonly #dry: boolean;
  #lines: BackupLine[] = [];
  #bytes = 0;

  constructor(database: Database, dry: boolean) {
    this.#database = database;
    this.#dry = dry;
  }

  async take(line: BackupLine, bytes: number): Promise<void> {
    if (this.#lines[0] && (this.#lines[0].kind !== line.kind || this.#bytes + bytes > CHUNK_BYTES)) await this.store();
    this.#lines.push(line);
    this.#bytes += bytes;
  }

  async store(): Promise<void> {
    const [first] = this.#lines;
    if (!first) return;
    const { restored, present } = await restoreLines(
      this.#database,
      { kind: first.kind, lines: this.#lines },
      this.#dry,
    );
    this.restored.restored += restored;
    this.restored.present += present;
    this.#lines = [];
    this.#bytes = 0;
  }
}

/** POST /api/backup: brings the lines of a backup back. A line that does not fit stops it; those before it are in, and may be sent again. */
export const restoreBackup: Handler<"restoreBackup"> = async ({ body, database, dry }) => {
  const intake = new BackupIntake(database, dry);
  let number = 0;
  for await (const bytes of body) {
    number += 1;
    if (bytes.byteLength > 0) await intake.take(parseLine(number, bytes), bytes.byteLength);
  }
  await intake.store();
  return { body: intake.restored };
};
