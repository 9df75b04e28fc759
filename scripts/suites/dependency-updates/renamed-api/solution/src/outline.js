import { parse } from "markup";

/** The headings of some notes, each with the position of its note. */
export const outline = (notes) =>
  notes.flatMap((note, position) =>
    parse(note)
      .filter((block) => block.kind === "heading")
      .map((block) => ({ position, heading: block.value })),
  );
