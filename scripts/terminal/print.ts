import type { Context } from "../command/context.ts";
import { type Column, renderTable } from "./render-table.ts";
import { styleFor } from "./style.ts";
import { harmless } from "./text-width.ts";
import { widthOfOutput, wrapText } from "./wrap-text.ts";

/** Prints rows as a table that fits the terminal; as wide as need be, and whole, where the output is none. */
export const printTable = <Row>(context: Context, columns: readonly Column<Row>[], rows: readonly Row[]): void => {
  const { stdout, env } = context;
  context.print(renderTable(columns, rows, { width: widthOfOutput(stdout), style: styleFor(stdout, env) }));
};

/** Prints pairs of a name and a text, the texts aligned. */
export const printFacts = (context: Context, facts: readonly (readonly [string, string])[]): void => {
  const style = styleFor(context.stdout, context.env);
  const nameWidth = facts.reduce((widest, [name]) => Math.max(widest, name.length), 0) + 2;
  const width = (widthOfOutput(context.stdout) ?? Number.POSITIVE_INFINITY) - nameWidth;
  for (const [name, text] of facts) {
    const [first = "", ...rest] = wrapText(harmless(text), Math.max(width, nameWidth));
    context.print(`${style("bold", name)}${" ".repeat(nameWidth - name.length)}${first}`);
    for (const line of rest) context.print(" ".repeat(nameWidth) + line);
  }
};

/** Prints a value as JSON. Control characters that JSON leaves as they are come escaped. */
export const printJson = (context: Context, value: unknown): void => {
  const toEscape = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
  context.print(JSON.stringify(value, null, 2).replace(/[\u007F-\u009F]/g, toEscape));
};
