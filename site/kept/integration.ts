import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { handOver, takeOver } from "./hand-over.ts";
import { type BundledPages, filesOfBundle, goOnWith } from "./kept-bundle.ts";
import type { KeptPages } from "./kept-pages.ts";

/** The integration that takes the bundle and pages from an earlier build; it comes after those that change what has been built. */
export const keptPages = (kept: KeptPages): AstroIntegration => {
  let folder: string;
  let bundled: BundledPages | undefined;
  return {
    name: "kept",
    hooks: {
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      "astro:build:start": ({ setPrerenderer }) => {
        setPrerenderer((usual) => ({
          ...usual,
          setup: async () => {
            if (bundled) kept.keepBundle(filesOfBundle(folder, bundled));
            handOver("kept", kept);
            await usual.setup?.();
          },
          // The pages open their groups as they are loaded.
          getStaticPaths: async () => (await usual.getStaticPaths()).filter(({ pathname }) => !kept.has(pathname)),
        }));
      },
      "astro:build:setup": (setup) => {
        const bundle = kept.openBundle();
        if (bundle) goOnWith(bundle, folder, setup);
        else bundled = setup.pages;
      },
      "astro:build:done": ({ logger }) => {
        logger.info(kept.finish(folder, takeOver("snapshot")));
      },
    },
  };
};
