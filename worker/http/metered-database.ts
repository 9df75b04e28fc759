/** What a request cost in D1: queries, rows as they are billed (indexes included), and milliseconds spent waiting for answers. */
export interface DatabaseCost {
  queries: number;
  rowsRead: number;
  rowsWritten: number;
  milliseconds: number;
}

/** A D1 binding that adds up, in `cost`, what its answers say was read and written. */
export const meterDatabase = (binding: D1Database): { binding: D1Database; cost: DatabaseCost } => {
  const cost: DatabaseCost = { queries: 0, rowsRead: 0, rowsWritten: 0, milliseconds: 0 };
  const originals = new WeakMap<object, D1PreparedStatement>();

  const timed = async <T>(query: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await query();
    } finally {
      cost.milliseconds += performance.now() - start;
    }
  };
  const counted = <T>(result: D1Result<T>): D1Result<T> => {
    cost.queries += 1;
    cost.rowsRead += result.meta.rows_read;
    cost.rowsWritten += result.meta.rows_written;
    return result;
  };
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const all = async () => counted(await timed(() => statement.all<Record<string, unknown>>()));
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      run: async () => counted(await timed(() => statement.run())),
      all,
      // D1 tells the cost of `all` only, so rows as arrays, which drizzle asks for, are made from it.
      raw: async () => (await all()).results.map((row) => Object.values(row)),
    };
    originals.set(wrapped, statement);
    return wrapped as unknown as D1PreparedStatement;
  };
  const metered = {
    prepare: (query: string) => wrap(binding.prepare(query)),
    batch: async (statements: D1PreparedStatement[]) => {
      const unwrapped = statements.map((statement) => originals.get(statement) ?? statement);
      return (await timed(() => binding.batch(unwrapped))).map(counted);
    },
  };
  return { binding: metered as unknown as D1Database, cost };
};
