const CHARACTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A name cut to at most `most` characters, as a reader counts them, with an ellipsis for what is missing. */
export const shorten = (name: string, most: number): string => {
  if (name.length <= most) return name;
  const characters = Array.from(CHARACTERS.segment(name), ({ segment }) => segment);
  return characters.length <= most ? name : `${characters.slice(0, most - 1).join("")}…`;
};
