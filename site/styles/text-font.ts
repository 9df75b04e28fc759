import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type subset from "subset-font";
import cutter from "subset-font/package.json" with { type: "json" };

/** The font as it comes: all of its Latin letters, its weights variable. */
const SOURCE = import.meta.resolve("@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2");

/** Where fonts that were cut are kept between builds. */
const KEPT = ".cache/fonts";
/** Where styles and pages look for theirs. */
const TARGET = fileURLToPath(new URL("../../.cache/fonts/source-sans-3.woff2", import.meta.url));

const ASCII = String.fromCodePoint(...Array.from({ length: 95 }, (_, place) => 0x20 + place));
const SIGNS = "\u00a0–—’“”·×±−←↑→↓…";

/** The letters and signs that pages need of it. */
const LETTERS = ASCII + SIGNS;

type Cut = NonNullable<Parameters<typeof subset>[2]>;

const writeWhole = async (file: string, content: Uint8Array): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
};

/** The pages' font, cut to their letters and as is said; taken as it was cut before where that was from the same. */
export const cutTextFont = async (cut: Cut, folder = KEPT): Promise<Uint8Array> => {
  const font = await readFile(fileURLToPath(SOURCE));
  const how = JSON.stringify([cutter.version, LETTERS, cut]);
  const file = join(folder, createHash("sha256").update(how).update(font).digest("hex"));
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return kept;
  // Loaded here, since most builds do without.
  const { default: subset } = await import("subset-font");
  const made = await subset(font, LETTERS, cut);
  await writeWhole(file, made);
  return made;
};

/** The copyright and the licence stay in the font, as the SIL Open Font License asks: names 0, 13 and 14. */
const LICENCE = [0, 13, 14];

/** Writes the font of the pages for the styles to find: ASCII and some signs, the weights 400 to 650, kerning and figures of one width. */
const writeFont = async (): Promise<void> => {
  const font = await cutTextFont({
    targetFormat: "woff2",
    variationAxes: { wght: { min: 400, max: 650 } },
    keepFeatures: ["kern", "tnum", "lnum"],
    preserveNameIds: LICENCE,
  });
  await writeWhole(TARGET, font);
};

/** Makes the font before anything is built. */
export const textFont = (): AstroIntegration => ({
  name: "text-font",
  hooks: { "astro:config:setup": writeFont },
});
