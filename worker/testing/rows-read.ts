import type { Env } from "../env.ts";

/** What D1 bills for: rows looked at and rows written, indexes included. */
export interface Billed {
  rowsRead: number;
  rowsWritten: number;
}

type Meta = D1Meta & Record<string, unknown>;

/** A D1 binding that adds up what each answer says was read and written. */
const metered = (binding: D1Database, billed: Billed): D1Database => {
  const count = <T extends { meta: Meta }>(result: T): T => {
    billed.rowsRead += result.meta.rows_read;
    billed.rowsWritten += result.meta.rows_written;
    return result;
  };
  const originals = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run: async () => count(await statement.run()),
      all: async () => count(await statement.all()),
      raw: async () => {
        const { results, ...rest } = await statement.all<Record<string, unknown>>();
        count({ results, ...rest });
        return results.map((row) => Object.values(row));
      },
    } as unknown as D1PreparedStatement;
    originals.set(wrapped, statement);
    return wrapped;
  };
  return {
    prepare: (query: string) => wrap(binding.prepare(query)),
    batch: async (statements: D1PreparedStatement[]) =>
      (await binding.batch(statements.map((statement) => originals.get(statement) ?? statement))).map(count),
  } as unknown as D1Database;
};

/** Runs something against the Worker and says what it cost in D1. */
export const countRowsRead = async <T>(env: Env, act: (env: Env) => Promise<T>): Promise<Billed & { result: T }> => {
  const billed: Billed = { rowsRead: 0, rowsWritten: 0 };
  const result = await act({ ...env, DB: metered(env.DB, billed) });
  return { result, ...billed };
};
