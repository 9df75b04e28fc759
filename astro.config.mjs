import { defineConfig } from "astro/config";
import { snapshotKeeper } from "./site/snapshot/keeper.ts";
import { downloadPublisher } from "./site/tables/downloads/publisher.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

const workerUrl = process.env["ZE_BENCHMARKS_WORKER_URL"] || "http://localhost:8787";

export default defineConfig({
  srcDir: "./site",
  publicDir: "./site/public",
  outDir: "./dist",
  site: process.env["PUBLIC_SITE_URL"] || "http://localhost:8787",
  // Pages end in a slash by the format below; "always" would ask for one after leaderboard.csv too.
  trailingSlash: "ignore",
  compressHTML: true,
  // The content security policy allows no inline styles and scripts, so that they stay files, each shared by all pages.
  build: { format: "directory", concurrency: 16, inlineStylesheets: "never" },
  vite: {
    build: { assetsInlineLimit: 0 },
    server: { proxy: { "/api": workerUrl, "/health": workerUrl } },
  },
  // Highlighting would write colours into style attributes, which the content security policy forbids.
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  integrations: [snapshotKeeper(), downloadPublisher()],
});
