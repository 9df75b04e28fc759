const CHARACTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * A name cut to at most `most` characters, as a reader counts them, with an ellipsis for its middle: entries of one agent differ at
 * the end of their names.
 */
export const shorten = (name: string, most: number): string => {
  if (name.length <= most) return name;
  const characters = Array.from(CHARACTERS.segment(name), ({ segment }) => segment);
  if (characters.length <= most) return name;
  const end = Math.floor((most - 1) / 2);
  return `${characters.slice(0, most - 1 - end).join("")}…${characters.slice(characters.length - end).join("")}`;
};
