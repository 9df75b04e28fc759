import { existsSync } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import * as z from "zod";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject, PROJECT } from "../command/project.ts";
import { bundleSources } from "./bundle-sources.ts";
import { writeTypes } from "./write-types.ts";

const ManifestSchema = z.object({
  version: z.string(),
  license: z.string(),
  dependencies: z.object({ zod: z.string() }),
});

/** Where the package is put together. */
const FOLDER = inProject(".cache", "client-package");

/** The oldest Node that it runs on: the first with util.styleText and util.parseEnv. */
const OLDEST_NODE = "20.12.0";

/** Makes the tarball of the client's package in a folder; gives its path. CliError: its sources do not build. */
export const makePackage = async (destination: string, signal: AbortSignal): Promise<string> => {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(destination, { recursive: true });
  const bundled = await bundleSources(join(FOLDER, "dist"));
  await writeTypes(join(FOLDER, "types"), signal);
  const { version, license, dependencies } = ManifestSchema.parse(
    JSON.parse(await readFile(inProject("package.json"), "utf8")),
  );
  const client = { types: "./types/scripts/logger/index.d.ts", default: "./dist/client.js" };
  const manifest = {
    name: "ze-benchmarks",
    version,
    description: "Submits runs of coding agents to a ze-benchmarks Worker, without losing any, and reads what it has",
    license,
    type: "module",
    engines: { node: `>=${OLDEST_NODE}` },
    exports: { ".": client, "./client": client, "./package.json": "./package.json" },
    bin: { "ze-benchmarks": "./dist/cli.js" },
    imports: { "#contract/*.js": "./types/worker/contract/*.d.ts", "#client/*.js": "./types/worker/client/*.d.ts" },
    dependencies: { zod: `^${dependencies.zod}` },
  };
  await writeFile(join(FOLDER, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await copyFile(inProject("LICENSE"), join(FOLDER, "LICENSE"));
  await writeFile(join(FOLDER, "README.md"), await readme());
  await writeFile(join(FOLDER, "THIRD-PARTY-LICENSES.md"), await licensesOf(bundled));
  return await pack(destination, signal);
};

/** The client's page of the documentation, without what is only for the site. */
const readme = async (): Promise<string> => {
  const page = await readFile(inProject("site", "content", "docs", "client.md"), "utf8");
  return page.replace(/^---\n.*?\n---\n+/s, "# ze-benchmarks\n\n");
};

/** The licences of the packages whose code is in the bundle, as they ask for it. */
const licensesOf = async (folders: readonly string[]): Promise<string> => {
  const parts: string[] = ["The package holds code of these packages, under their licences."];
  for (const folder of folders) {
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      name: string;
      license?: string;
    };
    const text =
      file === undefined ? `License: ${manifest.license}` : (await readFile(join(folder, file), "utf8")).trim();
    parts.push(`## ${manifest.name}\n\n${text}`);
  }
  return `${parts.join("\n\n")}\n`;
};

const pack = async (destination: string, signal: AbortSignal): Promise<string> => {
  const lines: string[] = [];
  const args = ["pack", "--silent", "--pack-destination", destination];
  const code = await runChild("npm", args, { cwd: FOLDER, onLine: (line) => lines.push(line), signal });
  const tarball = join(destination, basename(lines.at(-1) ?? ""));
  if (code !== 0 || !existsSync(tarball))
    throw new CliError(`npm pack failed in ${relative(PROJECT, FOLDER)}: ${lines.join("\n")}`);
  return tarball;
};
