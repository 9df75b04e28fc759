const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });

/** What turns a terminal's text around or moves its cursor: somebody else's name must not. */
const HARMFUL = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** Scripts and signs that take two columns; an emoji may be made one by U+FE0F. */
const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]|\uFE0F/u;
const WITHOUT_WIDTH = /^[\p{M}\p{Cf}]+$/u;

/** A text sign by sign, as a person sees them. */
export const graphemesOf = (text: string): string[] => Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);

const widthOfGrapheme = (grapheme: string): number => {
  if (WITHOUT_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
};

/** A text from outside as a terminal may show it: control characters, line breaks and reversals of direction become U+FFFD. */
export const harmless = (text: string): string => text.replace(HARMFUL, "\uFFFD");

/** How many columns of a terminal a harmless text takes; approximate for rare signs. */
export const widthOf = (text: string): number =>
  graphemesOf(text).reduce((width, grapheme) => width + widthOfGrapheme(grapheme), 0);

/** A text in at most so many columns, its end replaced by "…" if need be. */
export const shortenTo = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let [shortened, left] = ["", width - 1];
  for (const grapheme of graphemesOf(text)) {
    left -= widthOfGrapheme(grapheme);
    if (left < 0) break;
    shortened += grapheme;
  }
  return `${shortened}…`;
};
