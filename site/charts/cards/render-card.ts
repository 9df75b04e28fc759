import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Where pictures are kept between builds, each under the hash of what it shows. */
const KEPT = ".cache/cards";

/** What a picture is enlarged by: from 480 by 252 to 1200 by 630, as sites that show links ask for. */
const ENLARGED = 2.5;

/** The density at which an SVG comes out in its own size. */
const DENSITY = 72;

const render = async (svg: string): Promise<Uint8Array> => {
  // Loaded here, since most builds draw nothing anew.
  const { default: sharp } = await import("sharp");
  return await sharp(Buffer.from(svg), { density: DENSITY * ENLARGED })
    .flatten({ background: "#fff" })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
};

/** A picture that no build has asked for so long is of data that are gone. */
const KEPT_DAYS = 30;
const DAY = 86_400_000;

/** Removes the pictures that no build has asked for of late. */
const prune = async (folder: string): Promise<void> => {
  const oldest = Date.now() - KEPT_DAYS * DAY;
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if ((await stat(file)).mtimeMs < oldest) await rm(file);
  }
};

/** A card as PNG: drawn, or taken as it was drawn before if it shows the same. */
export const renderCard = async (svg: string, folder = KEPT): Promise<Uint8Array> => {
  const file = join(folder, `${createHash("sha256").update(`${ENLARGED} ${svg}`).digest("hex")}.png`);
  const kept = await readFile(file).catch(() => undefined);
  if (kept) {
    await utimes(file, new Date(), new Date());
    return kept;
  }
  const picture = await render(svg);
  await mkdir(folder, { recursive: true });
  await writeFile(file, picture);
  await prune(folder);
  return picture;
};
