import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { takeOver } from "./hand-over.ts";

/** How many files are written at the same time. */
const AT_ONCE = 32;

const writeAll = async (folder: URL): Promise<number> => {
  const writing = new Set<Promise<void>>();
  let count = 0;
  for (const { path, text } of takeOver()()) {
    const file = fileURLToPath(new URL(`.${path}`, folder));
    const write = mkdir(dirname(file), { recursive: true })
      .then(() => writeFile(file, text))
      .finally(() => writing.delete(write));
    writing.add(write);
    count += 1;
    if (writing.size >= AT_ONCE) await Promise.race(writing);
  }
  await Promise.all(writing);
  return count;
};

/**
 * The integration that publishes every table as CSV and JSON: after a build as files, which are thousands and need nothing of what Astro does for a page;
 * in development on request.
 */
export const downloadPublisher = (): AstroIntegration => ({
  name: "downloads",
  hooks: {
    "astro:build:done": async ({ dir, logger }) => {
      logger.info(`${await writeAll(dir)} files`);
    },
    "astro:server:setup": ({ server }) => {
      server.middlewares.use(async (request, response, next) => {
        const path = new URL(request.url ?? "/", "http://localhost").pathname;
        if (!/\.(csv|json)$/.test(path)) return next();
        try {
          const catalog = await server.ssrLoadModule("/site/downloads/catalog.ts");
          const [file] = (catalog as typeof import("./catalog.ts")).downloadFiles(path);
          if (!file) return next();
          response.setHeader("Content-Type", path.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/json");
          response.end(file.text);
        } catch (error) {
          next(error);
        }
      });
    },
  },
});
