import { escapeHtml } from "../../tables/html.ts";

/** How a text stands on a picture. */
export interface TextStyle {
  x: number;
  /** Of its baseline. */
  y: number;
  /** In pixels. */
  size: number;
  bold?: boolean;
  anchor?: "start" | "end";
  /** Which ink: a class of the picture's own style. */
  ink?: "ink" | "ink2" | "ink3" | "first" | "paper";
}

/** Writes texts on a picture, and knows how wide they come out. */
export interface Writer {
  write: (text: string, style: TextStyle) => string;
  width: (text: string, size: number, bold?: boolean) => number;
}

/** The widths of letters in the common sans-serif fonts, as shares of their size: narrow ones, wide ones, capitals, and all others. */
const NARROW = /[ijlft.,:;|'!()[\]\-·’ ]/;
const WIDE = /[mwMW@%…]/;
const CAPITAL = /[A-Z]/;

const letterWidth = (letter: string): number => {
  if (NARROW.test(letter)) return 0.3;
  if (WIDE.test(letter)) return 0.86;
  return CAPITAL.test(letter) ? 0.68 : 0.556;
};

const estimatedWidth = (text: string, size: number, bold = false): number =>
  size * (bold ? 1.06 : 1) * [...text].reduce((sum, letter) => sum + letterWidth(letter), 0);

const round = (value: number) => Number(value.toFixed(1));

/** Writes with whatever sans-serif font the reader has, squeezed or stretched into the width that is reckoned with. */
export const plainWriter: Writer = {
  width: estimatedWidth,
  write: (text, { x, y, size, bold = false, anchor = "start", ink = "ink" }) => {
    if (text === "") return "";
    const width = round(estimatedWidth(text, size, bold));
    const end = anchor === "end" ? ' text-anchor="end"' : "";
    const weight = bold ? ' font-weight="650"' : "";
    return `<text class="${ink}" x="${round(x)}" y="${round(y)}" font-size="${size}"${weight}${end} textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeHtml(text)}</text>`;
  },
};

/** A text that fits a width: cut at its end if it does not. */
export const fitText = (writer: Writer, text: string, most: number, size: number, bold = false): string => {
  if (writer.width(text, size, bold) <= most) return text;
  const letters = [...text];
  while (letters.length > 0 && writer.width(`${letters.join("")}…`, size, bold) > most) letters.pop();
  return `${letters.join("").trimEnd()}…`;
};

/** A text in so many lines at most, none wider than a width; what does not fit is cut at the end of the last. */
export const wrapText = (writer: Writer, text: string, most: number, size: number, lines: number): string[] => {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || writer.width(longer, size) <= most || wrapped.length === lines - 1) line = longer;
    else {
      wrapped.push(line);
      line = word;
    }
  }
  return [...wrapped, line].map((one) => fitText(writer, one, most, size));
};
