import { env } from "cloudflare:test";

/** When a key was last used is noted whatever it is used for. */
const withoutLastUse = (row: Record<string, unknown>) => ({ ...row, last_used_at: null });

/** The names of all tables of the schema, without those of D1 itself. */
export const tableNames = async (): Promise<string[]> => {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name <> 'd1_migrations' ORDER BY name",
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
};

/** What the bucket of frozen snapshots holds: keys with the hashes of their contents. */
const readBucket = async (): Promise<string[]> => {
  const { objects } = await env.SNAPSHOTS.list();
  return objects.map(({ key, etag }) => `${key} ${etag}`);
};

/** Every row of every table, and what the bucket holds, to see whether anything changed. */
export const readTables = async (): Promise<Record<string, unknown[]>> => {
  const names = await tableNames();
  const answers = await env.DB.batch<Record<string, unknown>>(
    names.map((name) => env.DB.prepare(`SELECT * FROM ${name}`)),
  );
  const tables = answers.map(({ results }, position) => {
    const name = names[position] ?? "";
    return [name, name === "api_keys" ? results.map(withoutLastUse) : results];
  });
  return Object.fromEntries([...tables, ["bucket", await readBucket()]]);
};
