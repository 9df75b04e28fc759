import react from "@astrojs/react";
import { defineConfig } from "astro/config";
import { bundleKeeper } from "./site/build/bundle-keeper.ts";
import { setting } from "./site/build/settings.ts";
import { stepsOf } from "./site/build/steps.ts";
import { askedDirective } from "./site/islands/asked-directive.ts";
import { noPrebundling } from "./site/islands/no-prebundling.ts";
import { asIntegration } from "./site/kept/build-step.ts";
import { textFont } from "./site/styles/text-font.ts";

process.env["ASTRO_TELEMETRY_DISABLED"] = "1";

/** The origin that the islands ask beside the page's own; none if PUBLIC_API_URL is not set. */
const apiOrigin = () => {
  const url = process.env["PUBLIC_API_URL"];
  if (!url) return [];
  if (!URL.canParse(url)) throw new Error(`PUBLIC_API_URL must be an address such as https://api.example.org: ${url}`);
  return [new URL(url).origin];
};

const workerUrl = process.env["ZE_BENCHMARKS_WORKER_URL"] || "http://localhost:8787";

export default defineConfig({
  srcDir: "./site",
  publicDir: "./site/public",
  outDir: "./dist",
  site: setting.place.origin,
  base: setting.place.base,
  // Pages end in a slash by the format below; "always" would ask for one after leaderboard.csv too.
  trailingSlash: "ignore",
  compressHTML: true,
  // Styles and scripts stay files, each shared by all pages.
  build: { format: "directory", concurrency: 16, inlineStylesheets: "never" },
  vite: {
    build: { assetsInlineLimit: 0 },
    server: { proxy: { "/api": workerUrl, "/health": workerUrl } },
  },
  // A meta element of every page, with the hashes of Astro's own inline scripts; public/_headers has what only a header can say.
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src ${["'self'", ...apiOrigin()].join(" ")}`,
        "form-action 'none'",
        "base-uri 'none'",
      ],
      styleDirective: {
        resources: [
          { resource: "'self'", kind: "element" },
          // Numbers of charts and bars. Style elements need a hash all the same.
          { resource: "'unsafe-inline'", kind: "attribute" },
        ],
      },
    },
  },
  // Highlighting would write its colours into every page that shows code.
  logger: { entrypoint: new URL("./site/content/build-log.ts", import.meta.url) },
  markdown: { syntaxHighlight: false },
  devToolbar: { enabled: false },
  integrations: [
    react(),
    noPrebundling(),
    askedDirective(),
    textFont(),
    ...stepsOf(setting).map(asIntegration),
    ...(setting.kept ? [bundleKeeper(setting.kept)] : []),
  ],
});
