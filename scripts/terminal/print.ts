import { type Column, renderTable } from "./render-table.ts";
import { harmless } from "./text-width.ts";

/** Whoever reads the output, such as `head`, has read enough: no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

/** Prints rows as a table that fits the terminal; as wide as need be, and whole, where the output is none. */
export const printTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void =>
  console.log(renderTable(columns, rows, process.stdout.isTTY ? process.stdout.columns : undefined));

/** Prints pairs of a name and a text, a line each, the texts aligned. */
export const printFacts = (facts: readonly (readonly [string, string])[]): void => {
  const width = facts.reduce((widest, [name]) => Math.max(widest, name.length), 0);
  for (const [name, text] of facts) console.log(`${name.padEnd(width)}  ${harmless(text)}`);
};

/** Prints a value as JSON. Control characters that JSON leaves as they are come escaped. */
export const printJson = (value: unknown): void => {
  const toEscape = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
  console.log(JSON.stringify(value, null, 2).replace(/[\u007F-\u009F]/g, toEscape));
};
