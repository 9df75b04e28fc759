import * as z from "zod";
import { csvLine } from "#words/csv.ts";
import { type ExpectedTable, rowKey } from "./recompute-table.ts";
import type { Row } from "./rows.ts";

const ValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A table of a site, as its JSON has it. */
export const TableSchema = z.object({
  snapshot: z.string(),
  createdAt: z.string(),
  suite: z.string().optional(),
  suiteVersion: z.string().optional(),
  scenario: z.string().optional(),
  tier: z.string().optional(),
  agent: z.string().optional(),
  model: z.string().optional(),
  columns: z.array(z.string()),
  rows: z.array(z.array(ValueSchema)),
});
export type PublishedTable = z.infer<typeof TableSchema>;

/** How much was compared, and where the two differ, a sentence each. */
export interface Comparison {
  values: number;
  problems: string[];
}

/** Columns that are links, not figures. */
const LINKS = new Set(["page"]);

const rowOf = (columns: readonly string[], values: PublishedTable["rows"][number]): Row =>
  Object.fromEntries(columns.map((column, place) => [column, values[place] ?? null]));

const nameOf = (row: Row, key: readonly string[]): string =>
  key.flatMap((column) => (row[column] == null ? [] : [String(row[column])])).join(" · ");

/** Names rows by their key, and those with the same one by how many came before: scenarios of which only the number is known have no name. */
const namer = (key: readonly string[]) => {
  const seen = new Map<string, number>();
  return (row: Row): string => {
    const name = rowKey(row, key);
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return `${name} ${before}`;
  };
};

/** Compares a published table with the recomputed one, value by value. `file` names it in what is said. */
export const compareTable = (
  { columns, rows }: PublishedTable,
  { key, rows: wanted, isOrdered = false }: ExpectedTable,
  file: string,
): Comparison => {
  const problems: string[] = [];
  let values = 0;
  const nameOfWanted = namer(key);
  const left = new Map(wanted.map((row) => [nameOfWanted(row), row]));
  const order = [...left.keys()];
  const nameOfGiven = namer(key);
  rows.forEach((given, place) => {
    const row = rowOf(columns, given);
    const name = nameOfGiven(row);
    const expected = left.get(name);
    if (!expected) {
      problems.push(`${file}: the snapshot has nothing for the row ${nameOf(row, key)}`);
      return;
    }
    left.delete(name);
    if (isOrdered && order[place] !== name) problems.push(`${file}: ${nameOf(row, key)} stands at row ${place + 1}`);
    for (const column of columns.filter((one) => !LINKS.has(one))) {
      values += 1;
      const [published, recomputed] = [row[column] ?? null, expected[column] ?? null];
      if (!(column in expected)) problems.push(`${file}: column ${column} cannot be recomputed`);
      else if (!Object.is(published, recomputed)) {
        problems.push(`${file}: ${column} of ${nameOf(row, key)} is ${published}, recomputed ${recomputed}`);
      }
    }
  });
  for (const row of left.values()) problems.push(`${file}: the row ${nameOf(row, key)} is missing`);
  return { values, problems: [...new Set(problems)] };
};

/** Compares the CSV of a table with its JSON, line by line. `file` names the CSV in what is said. */
export const compareCsv = (
  { columns, rows }: Pick<PublishedTable, "columns" | "rows">,
  text: string | undefined,
  file: string,
): string[] => {
  if (text === undefined) return [`${file}: it is missing`];
  const lines = [columns, ...rows].map(csvLine);
  if (text === lines.join("")) return [];
  let start = 0;
  const place = lines.findIndex((line) => {
    const isSame = text.startsWith(line, start);
    start += line.length;
    return !isSame;
  });
  if (place === -1) return [`${file}: it goes on after the ${lines.length - 1} rows of the JSON beside it`];
  const name = place === 0 ? "the header" : `row ${place}`;
  return [`${file}: ${name} is not that of the JSON beside it, ${JSON.stringify((lines[place] ?? "").trimEnd())}`];
};
