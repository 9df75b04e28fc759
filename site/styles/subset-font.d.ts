/** The package has no types of its own, and those of @types are of an earlier version: what is used here of it. */
declare module "subset-font" {
  /** Cuts a font to the characters of a text. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: "woff2" | "truetype";
      /** The range that stays of an axis of a variable font. */
      variationAxes: Record<string, { min: number; max: number }>;
      /** The OpenType features that stay. */
      keepFeatures?: readonly string[];
      /** The entries of the font's table of names that stay. */
      preserveNameIds?: readonly number[];
    },
  ): Promise<Uint8Array>;
}
