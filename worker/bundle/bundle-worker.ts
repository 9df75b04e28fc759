import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { hollow } from "./hollow.ts";
import { stripDocumentation } from "./strip-documentation.ts";

const PROJECT = join(import.meta.dirname, "..", "..");

/** Leaves out of the contract what only the OpenAPI document needs. */
const undocumented: Plugin = {
  name: "undocumented",
  transform: {
    filter: { id: /\/worker\/contract\/.*\.ts$/ },
    handler: (source, file) => ({ code: stripDocumentation(source, file), map: null }),
  },
};

/** Leaves out how zod tells JSON Schema, which every schema carries along: the OpenAPI document is made of the sources, by a test. */
const withoutJsonSchema: Plugin = {
  name: "without-json-schema",
  transform: {
    filter: { id: /\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/ },
    handler: (source, file) => ({ code: hollow(source, file), map: null }),
  },
};

/** Leaves texts as files beside the code, which the platform loads when they are imported. */
const texts: Plugin = {
  name: "texts",
  resolveId: {
    filter: { id: /\.txt$/ },
    async handler(id, importer) {
      const file = (await this.resolve(id, importer, { skipSelf: true }))?.id;
      if (file === undefined) return null;
      this.emitFile({ type: "asset", fileName: basename(file), source: await readFile(file) });
      return { id: `./${basename(file)}`, external: true };
    },
  },
};

/** Bundles the Worker as the platform runs it: gives the files by their names, index.js the one that it begins with. */
export const bundleWorker = async (): Promise<ReadonlyMap<string, string | Uint8Array>> => {
  const bundle = await rolldown({
    input: { index: join(PROJECT, "worker", "index.ts") },
    cwd: PROJECT,
    platform: "neutral",
    external: /^(node|cloudflare):/,
    resolve: { conditionNames: ["workerd", "worker", "browser", "import"], mainFields: ["module", "main"] },
    plugins: [undocumented, withoutJsonSchema, texts],
    transform: { target: "es2024" },
  });
  try {
    const { output } = await bundle.generate({
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "[name].mjs",
      minify: true,
      sourcemap: true,
    });
    return new Map(output.map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]));
  } finally {
    await bundle.close();
  }
};
