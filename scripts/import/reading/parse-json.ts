/** What Python writes into JSON though JSON has no word for it. */
const NO_NUMBER = /-?\b(?:Infinity|NaN)\b/y;

const QUOTE = '"';

/** The end of a string that begins at `start`, behind its closing quote. By hand: a regular expression runs out of stack on long ones. */
const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf(QUOTE, start + 1); end !== -1; end = text.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
};

/** The text with null for every NaN and infinity outside of strings. */
const withoutNoNumbers = (text: string): string => {
  const parts: string[] = [];
  let from = 0;
  const next = /["IN]|-I/g;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const { index } = match;
    if (text[index] === QUOTE) {
      next.lastIndex = endOfString(text, index);
      continue;
    }
    NO_NUMBER.lastIndex = index;
    if (!NO_NUMBER.test(text)) continue;
    parts.push(text.slice(from, index), "null");
    from = NO_NUMBER.lastIndex;
    next.lastIndex = from;
  }
  return parts.join("") + text.slice(from);
};

/** Parses JSON, also as Python writes it: NaN and infinities come out as null, for not known. Throws as JSON.parse does. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/Infinity|NaN/.test(text)) throw error;
    return JSON.parse(withoutNoNumbers(text));
  }
};
