import { createWriteStream } from "node:fs";
import { copyFile, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pipeline } from "node:stream/promises";
import type { JsonObject } from "./foreign-values.ts";
import { FormatError } from "./format-error.ts";
import { readBytes, type Source } from "./read-file.ts";

/** A database's tables, read only. */
export interface SqliteDatabase {
  /** The names of a table's columns; empty if there is no such table. */
  columns: (table: string) => string[];
  /** The rows of a query, one after the other. FormatError if the database is broken. */
  rows: (sql: string, ...parameters: (string | number)[]) => Generator<JsonObject>;
}

/** What SQLite keeps beside a database: content that has not reached the main file yet. */
const COMPANIONS = ["-wal", "-journal"];

/**
 * Opens a copy of a database with its write-ahead log: the original is not touched, not even by the recovery that reading a log
 * takes. FormatError if it cannot be opened.
 */
export const openDatabase = async (
  source: Source,
  signal: AbortSignal,
): Promise<{ database: SqliteDatabase; close: () => Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), "import-database-"));
  const copy = join(folder, "copy.db");
  let database: DatabaseSync | undefined;
  const close = async () => {
    database?.close();
    database = undefined;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await pipeline(
      readBytes(source, () => undefined, signal),
      createWriteStream(copy),
    );
    for (const companion of COMPANIONS) {
      await copyFile(`${source.path}${companion}`, `${copy}${companion}`).catch(ignoreMissing);
    }
    await checkLog(`${copy}-wal`);
    // Only now: of a module that few imports need, and that says on loading that it is new.
    const { DatabaseSync } = await import("node:sqlite");
    database = new DatabaseSync(copy);
    database.exec("PRAGMA query_only = 1");
  } catch (error) {
    await close();
    throw broken(error);
  }
  return { database: readerOf(database), close };
};

/**
 * A write-ahead log is a header of 32 bytes, with the size of a page at 8, and frames of 24 bytes and a page each (SQLite's file format,
 * 4.1). SQLite passes over a frame that is cut off, and with it over all that was written later. FormatError.
 */
const checkLog = async (path: string): Promise<void> => {
  await using log = await open(path).catch(ignoreMissing);
  const { size } = (await log?.stat()) ?? { size: 0 };
  if (log === undefined || size === 0) return;
  const { buffer, bytesRead } = await log.read(Buffer.alloc(32), 0, 32, 0);
  if (bytesRead < 32 || (size - 32) % (buffer.readUInt32BE(8) + 24) !== 0) {
    throw new Error("its write-ahead log is cut off");
  }
};

const readerOf = (database: DatabaseSync): SqliteDatabase => {
  const rows: SqliteDatabase["rows"] = function* (sql, ...parameters) {
    try {
      for (const row of database.prepare(sql).iterate(...parameters)) yield row as JsonObject;
    } catch (error) {
      throw error instanceof FormatError ? error : broken(error);
    }
  };
  return {
    rows,
    columns: (table) => [...rows("SELECT name FROM pragma_table_info(?)", table)].map(({ name }) => String(name)),
  };
};

const broken = (error: unknown): FormatError =>
  new FormatError(`it is not a complete SQLite database: ${error instanceof Error ? error.message : error}`, {
    cause: error,
  });

const ignoreMissing = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== "ENOENT") throw error;
  return undefined;
};
