import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { runChild } from "../../command/child-process.ts";
import { CliError } from "../../command/cli-error.ts";
import { WRANGLER_ENV } from "../../local/wrangler.ts";
import type { Figure } from "./figures.ts";

/** The most that the Worker's own JavaScript may have, gzipped, in bytes. */
const MOST_BYTES = 110_000;

/** How large the Worker is as it would be deployed, gzipped: its own JavaScript, and apart from it what is loaded when it is asked for. */
export const measureWorker = async (): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), "worker-"));
  try {
    const lines: string[] = [];
    const code = await runChild("wrangler", ["deploy", "--dry-run", `--outdir=${folder}`, `--assets=${folder}`], {
      env: WRANGLER_ENV,
      onLine: (line) => lines.push(line),
    });
    if (code !== 0) throw new CliError(`wrangler cannot bundle the Worker:\n${lines.join("\n")}`);
    const figureOf = async (file: string): Promise<Figure> => {
      const { length: value } = gzipSync(await readFile(join(folder, file)), { level: 9 });
      const isOwn = file === "index.js";
      const name = isOwn ? "the Worker's own JavaScript, gzipped" : `${file.replace(/^[0-9a-f]+-/, "")}, gzipped`;
      return { name, value, unit: "bytes", ...(isOwn && { atMost: MOST_BYTES }) };
    };
    const files = (await readdir(folder)).filter((file) => /\.(js|txt)$/.test(file));
    return await Promise.all(files.sort().map(figureOf));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
