import { expect, it } from "vitest";
import { noPrebundling } from "./no-prebundling.ts";

/** The plugins that a command of Astro gets. */
const pluginsFor = (command: string) => {
  const plugins: { configResolved: (config: unknown) => void }[] = [];
  const updateConfig = (config: { vite: { plugins: typeof plugins } }) => plugins.push(...config.vite.plugins);
  Reflect.apply(noPrebundling().hooks["astro:config:setup"] ?? expect.fail, undefined, [{ command, updateConfig }]);
  return plugins;
};

it("leaves nothing for Vite to bundle beforehand in a build", () => {
  const environments = { client: { optimizeDeps: { include: ["react"] } }, ssr: { optimizeDeps: {} } };
  for (const { configResolved } of pluginsFor("build")) configResolved({ environments });
  expect(environments).toEqual({
    client: { optimizeDeps: { include: [] } },
    ssr: { optimizeDeps: { include: [] } },
  });
});

it("leaves a development server as it is", () => {
  expect(pluginsFor("dev")).toEqual([]);
});
