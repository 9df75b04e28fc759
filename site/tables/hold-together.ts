const SPACE = "\u00a0";
/** Takes from a dash or a hyphen the place to break after it, and is seen by nobody. */
const JOINER = "\u2060";

/**
 * What may come apart at the end of a line and should not: a figure and its unit, the dash or the "to" of a range, "rank" and its number, a day.
 * Code and elements' own text are passed over.
 */
const LOOSE = new RegExp(
  [
    /<(?:pre|code)\b.*?<\/(?:pre|code)>|<[^>]*>/,
    /(?<=\d%?)–(?=\d)/,
    /(?<=(?:^|[\s(>])\d{4})-(?=\d\d-\d\d\b)|(?<=(?:^|[\s(>])\d{4}-\d\d)-(?=\d\d\b)/,
    /(?<=\d) (?=(?:%|ms|s|min|h|points?|times)(?!\w))/,
    /(?<=\d (?:min|h)) (?=\d)/,
    /(?<=\d%?) to (?=[−+]?\$?\d)/,
    /(?<=\b[Rr]anks?) (?=\d)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gs",
);

/** Sentences as HTML or as text, with their figures kept on one line with what belongs to them: for pages alone, not for commands or files. */
export const holdTogether = (html: string): string =>
  html.replace(LOOSE, (found) => {
    if (found.startsWith("<")) return found;
    return /[–-]/.test(found) ? found + JOINER : found.replaceAll(" ", SPACE);
  });
