import type { AstroIntegration } from "astro";

/**
 * The integration that spares a build the bundles which Vite makes of the islands' dependencies for a development server: Astro starts one for
 * a moment, to look for collections of content, and nobody asks it for a page.
 */
export const noPrebundling = (): AstroIntegration => ({
  name: "no-prebundling",
  hooks: {
    "astro:config:setup": ({ command, updateConfig }) => {
      if (command !== "build") return;
      const plugin = {
        name: "no-prebundling",
        configResolved: ({
          environments,
        }: {
          environments: Record<string, { optimizeDeps: { include?: string[] } }>;
        }) => {
          for (const { optimizeDeps } of Object.values(environments)) optimizeDeps.include = [];
        },
      };
      updateConfig({ vite: { plugins: [plugin] } });
    },
  },
});
