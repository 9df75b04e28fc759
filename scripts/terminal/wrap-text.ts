import type { Output } from "../command/context.ts";
import { graphemesOf, widthOf } from "./text-width.ts";

/**
 * How many columns a terminal has; undefined: the output is none, or one whose size nobody has set (it says 0), and may be as wide as need be.
 */
export const widthOfOutput = ({ isTTY = false, columns }: Output): number | undefined =>
  (isTTY && columns) || undefined;

/** After these signs a name that is longer than a line may go on in another. */
const BREAK_AFTER = /(?<=[/\-_:.,~@+=])/u;

/**
 * A text in lines of at most so many columns: broken after spaces, within a word only where it fits into no line, and then after signs such
 * as "/" and "-" if it has any. Nothing is left out but the spaces at the ends of lines.
 */
export const wrapText = (text: string, width: number): string[] => {
  if (widthOf(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line = "";
  const fits = (word: string) => widthOf(word.trimEnd()) <= width;
  const pieces = text
    .split(/(?<=\s)/u)
    .flatMap((word) => (fits(word) ? [word] : word.split(BREAK_AFTER).flatMap((part) => fitting(part, width))));
  for (const piece of pieces) {
    if (widthOf((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return [...lines, line.trimEnd()];
};

/** A piece in parts that each fit into a line. */
const fitting = (piece: string, width: number): string[] => {
  if (widthOf(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const grapheme of graphemesOf(piece)) {
    if (part !== "" && widthOf(part + grapheme) > width) {
      parts.push(part);
      part = "";
    }
    part += grapheme;
  }
  return [...parts, part];
};
