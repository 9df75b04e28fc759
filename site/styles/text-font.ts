import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import subset from "subset-font";

/** The font as it comes: all of its Latin letters, its weights variable. */
const SOURCE = import.meta.resolve("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2");
const TARGET = fileURLToPath(new URL("../../.cache/fonts/source-sans-3.woff2", import.meta.url));

/** Reads the font as it comes. */
export const readTextFont = async (): Promise<Uint8Array> => await readFile(fileURLToPath(SOURCE));

const ASCII = String.fromCodePoint(...Array.from({ length: 95 }, (_, place) => 0x20 + place));
const SIGNS = "\u00a0–—’“”·×±−←↑→↓…";

/** The letters and signs that pages need of it. */
export const TEXT_LETTERS = ASCII + SIGNS;

/** The copyright and the licence stay in the font, as the SIL Open Font License asks: names 0, 13 and 14. */
const LICENCE = [0, 13, 14];

/** Writes the font of the pages for the styles to find: ASCII and some signs, the weights 400 to 650, kerning and figures of one width. */
const writeFont = async (): Promise<void> => {
  const font = await subset(await readTextFont(), TEXT_LETTERS, {
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 650 } },
    keepFeatures: ["kern", "tnum", "lnum"],
    preserveNameIds: LICENCE,
  });
  await mkdir(dirname(TARGET), { recursive: true });
  const unfinished = `${TARGET}.${process.pid}`;
  await writeFile(unfinished, font);
  await rename(unfinished, TARGET);
};

/** Makes the font before anything is built. */
export const textFont = (): AstroIntegration => ({
  name: "text-font",
  hooks: { "astro:config:setup": writeFont },
});
