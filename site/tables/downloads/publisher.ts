import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BuildStep } from "../../kept/build-step.ts";
import { type DownloadFile, takeOver } from "../../kept/hand-over.ts";

const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
};

/** Writes the wanted files one after the other: small ones cost less so than through the thread pool. Gives how many there were. */
const writeAll = (folder: string, isWanted: (path: string) => boolean): number => {
  let [count, present] = [0, ""];
  for (const { path, text } of takeOver("downloads")(isWanted)) {
    const file = join(folder, path);
    const parent = dirname(file);
    // A table's files come one after the other.
    if (parent !== present) mkdirSync(parent, { recursive: true });
    present = parent;
    writeFileSync(file, text);
    count += 1;
  }
  return count;
};

/**
 * Publishes every table as CSV and JSON, and every picture to embed, if it is wanted: after a build as files, which are thousands and need nothing
 * of what Astro does for a page; in development on request.
 */
export const downloadPublisher = (isWanted: (path: string) => boolean): BuildStep => ({
  name: "downloads",
  after: (folder) => `${writeAll(folder, isWanted)} files`,
  serve: ({ server }) => {
    server.middlewares.use(async (request, response, next) => {
      const path = new URL(request.url ?? "/", "http://localhost").pathname;
      const type = TYPES[path.split(".").at(-1) ?? ""];
      if (type === undefined) return next();
      try {
        const { publishedFiles } = await server.ssrLoadModule("/site/charts/cards/embed-files.ts");
        const [file]: Iterable<DownloadFile> = publishedFiles((wanted: string) => wanted === path);
        if (!file) return next();
        response.setHeader("Content-Type", type);
        response.end(file.text);
      } catch (error) {
        next(error);
      }
    });
  },
});
