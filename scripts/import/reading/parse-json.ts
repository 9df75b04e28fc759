/** What Python writes into JSON though JSON has no word for it; strings come first, so that theirs are left alone. */
const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?Infinity\b|\bNaN\b/g;

/** Parses JSON, also as Python writes it: NaN and infinities come out as null, for not known. Throws as JSON.parse does. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/Infinity|NaN/.test(text)) throw error;
    return JSON.parse(text.replace(STRING_OR_NO_NUMBER, (match) => (match.startsWith('"') ? match : "null")));
  }
};
