import { join } from "node:path";
import { rolldown } from "rolldown";
import { inProject, PROJECT } from "../command/project.ts";

/** The package's modules, by the names that they have in its folder. */
const ENTRIES = {
  client: inProject("scripts", "logger", "index.ts"),
  cli: inProject("scripts", "client-package", "cli.ts"),
};

/** Packages that whoever installs this one gets with it; all others are bundled. */
const EXTERNAL = /^(zod|node:)/;

/**
 * Bundles the client and the commands that go with it as JavaScript for Node 20, since Node runs no TypeScript below node_modules. Gives
 * the folders of the packages that were bundled.
 */
export const bundleSources = async (folder: string): Promise<string[]> => {
  const bundle = await rolldown({
    input: ENTRIES,
    cwd: PROJECT,
    platform: "node",
    external: EXTERNAL,
    transform: { target: "node20" },
  });
  const { output } = await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    cleanDir: true,
  });
  await bundle.close();
  const modules = output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
  return [...new Set(modules.flatMap((module) => packageOf(module) ?? []))].sort();
};

/** The folder of the package that a module belongs to; undefined: one of the project's own. */
const packageOf = (module: string): string | undefined => {
  const [, path] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
  return path === undefined ? undefined : join(path);
};
