/** A text from outside as a sentence, whether or not it ends like one. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** The first sentence of a text from outside; all of it where it ends none. After an abbreviation goes on a small letter. */
export const firstSentence = (text: string): string =>
  sentence(/^.*?[.!?](?=\s+[^\s\p{Ll}]|\s*$)/su.exec(text)?.[0] ?? text);
