/** What a statement that only reads begins with, and what none holds; values are bound, so that no text of a request is in it. */
const READS = /^\s*(?:SELECT|WITH)\b/i;
const WRITES = /\b(?:INSERT|UPDATE|DELETE|REPLACE)\s/i;

/** A D1 binding that prepares statements that only read: for requests that ask what would become of them. Throws for any other. */
export const readOnly = (binding: D1Database): D1Database => {
  const reading = {
    prepare: (query: string) => {
      if (!READS.test(query) || WRITES.test(query)) throw new Error(`a dry run must not write: ${query}`);
      return binding.prepare(query);
    },
    batch: (statements: D1PreparedStatement[]) => binding.batch(statements),
  };
  return reading as unknown as D1Database;
};
