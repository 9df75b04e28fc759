import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { type BundledPages, CODE_FOLDER, filesOfBundle, RENDERER } from "../kept/kept-bundle.ts";
import type { KeptPages } from "../kept/kept-pages.ts";

type Hooks = Required<AstroIntegration["hooks"]>;
type Plugin = NonNullable<Parameters<Parameters<Hooks["astro:config:setup"]>[0]["updateConfig"]>[0]["vite"]>["plugins"];

/** Has the code that renders a kept bundle bundled with the pages, so that both share what they import. */
const withRenderer: Plugin = [
  {
    name: "renderer",
    applyToEnvironment: ({ name }) => name === "prerender",
    buildStart() {
      const id = fileURLToPath(new URL("./render-site.ts", import.meta.url));
      this.emitFile({ type: "chunk", id, fileName: RENDERER, preserveSignature: "strict" });
    },
  },
];

/** The integration that keeps what Astro has bundled, before it renders the pages: those that are not kept. */
export const bundleKeeper = (kept: KeptPages): AstroIntegration => {
  let folder: string;
  let bundled: BundledPages;
  return {
    name: "bundle",
    hooks: {
      "astro:config:setup": ({ updateConfig }) => {
        updateConfig({ vite: { plugins: withRenderer } });
      },
      "astro:config:done": ({ config }) => {
        folder = fileURLToPath(config.outDir);
      },
      "astro:build:setup": ({ pages }) => {
        bundled = pages;
      },
      "astro:build:start": ({ setPrerenderer }) => {
        setPrerenderer((usual) => ({
          ...usual,
          setup: async () => {
            // For a folder outside the project Astro puts the code elsewhere.
            if (existsSync(join(folder, CODE_FOLDER, RENDERER))) kept.keepBundle(filesOfBundle(folder, bundled));
            await usual.setup?.();
          },
          // The pages open their groups as they are loaded.
          getStaticPaths: async () => (await usual.getStaticPaths()).filter(({ pathname }) => !kept.has(pathname)),
        }));
      },
    },
  };
};
