import { eq, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/**
 * Numbers of rows, one at least, to select from and to join with a table by `isNumbered`: a row for each is read and no more. They stand in the
 * statement, since a list in JSON, or in IN (…), is read as rows too.
 */
export const numbersOf = (ids: readonly number[]): SQL =>
  sql`(VALUES ${sql.raw(ids.map((id) => `(${id})`).join(", "))}) AS numbered`;

/** Whether a row, by the column of its number, is one of them. */
export const isNumbered = (id: SQLiteColumn): SQL => eq(id, sql`numbered.column1`);

/** The same of pairs of numbers, to be joined with by `paired.column1` and `paired.column2`. */
export const pairsOf = (pairs: readonly (readonly [number, number])[]): SQL =>
  sql`(VALUES ${sql.raw(pairs.map(([a, b]) => `(${a}, ${b})`).join(", "))}) AS paired`;
