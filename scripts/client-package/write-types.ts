import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { inProject, PROJECT } from "../command/project.ts";

/**
 * Writes the client's types, and of the contract's what they refer to, as declarations below a folder. Their paths are those of the
 * sources; the package's own `imports` lead from #contract/… to them. CliError: the types are wrong.
 */
export const writeTypes = async (folder: string, signal: AbortSignal): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = join(folder, "tsconfig.json");
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: PROJECT,
    outDir: folder,
  };
  const files = [inProject("scripts", "logger", "index.ts")];
  const types = { types: ["node"], typeRoots: [inProject("node_modules", "@types")] };
  const settings = {
    extends: inProject("tsconfig.json"),
    files,
    include: [],
    compilerOptions: { ...compilerOptions, ...types },
  };
  await writeFile(config, JSON.stringify(settings));
  const lines: string[] = [];
  // All of it, whatever an earlier run has written elsewhere.
  const args = ["-p", config, "--incremental", "false"];
  const code = await runChild("tsc", args, { onLine: (line) => lines.push(line), signal });
  if (code !== 0) throw new CliError(`the client's types cannot be written:\n${lines.join("\n")}`);
  await rm(config);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) await nameDeclarations(join(entry.parentPath, entry.name));
  }
};

/** TypeScript leaves the sources' endings as they are, and finds a declaration under that of its JavaScript alone. */
const nameDeclarations = async (file: string): Promise<void> => {
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/(from |import\()"((?:\.|#)[^"]*)\.ts"/g, '$1"$2.js"'));
};
