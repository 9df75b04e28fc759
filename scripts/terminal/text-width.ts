const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What turns a terminal's text around or moves its cursor: somebody else's name must not. */
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Scripts and signs that take two columns; an emoji may be made one by U+FE0F. */
const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]|\uFE0F/u;
const WITHOUT_WIDTH = /^[\p{M}\p{Cf}]+$/u;

const graphemesOf = (text: string): string[] => Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);

const widthOfGrapheme = (grapheme: string): number => {
  if (WITHOUT_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
};

/** A text from outside as a terminal may show it: control characters, line breaks and reversals of direction become U+FFFD. */
export const harmless = (text: string): string => text.replace(HARMFUL, "\uFFFD");

/** How many columns of a terminal a harmless text takes; approximate for rare signs. */
export const widthOf = (text: string): number =>
  graphemesOf(text).reduce((width, grapheme) => width + widthOfGrapheme(grapheme), 0);

const takeUpTo = (graphemes: readonly string[], width: number): string[] => {
  let left = width;
  const end = graphemes.findIndex((grapheme) => {
    left -= widthOfGrapheme(grapheme);
    return left < 0;
  });
  return graphemes.slice(0, end < 0 ? undefined : end);
};

/** A text in at most so many columns, its middle replaced by "…" if need be: names differ at their ends. */
export const shortenTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  const graphemes = graphemesOf(text);
  const head = takeUpTo(graphemes, Math.ceil((width - 1) / 2));
  const tail = takeUpTo(graphemes.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  return `${head.join("")}…${tail.join("")}`;
};
