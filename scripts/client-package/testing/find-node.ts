import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { inProject } from "../../command/project.ts";

const isOfMajor = (node: string, major: number): boolean => {
  if (!existsSync(node)) return false;
  return execFileSync(node, ["--version"], { encoding: "utf8" }).startsWith(`v${major}.`);
};

/**
 * The path of a Node of a major version: this process's own, one on the PATH, else one that npm installs into .cache, where it stays for the
 * next time.
 */
export const findNode = (major: number): string => {
  const known = [
    process.execPath,
    ...(process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, "node")),
  ];
  const found = known.find((node) => isOfMajor(node, major));
  if (found !== undefined) return found;
  const folder = inProject(".cache", "nodes", String(major));
  const installed = join(folder, "node_modules", ".bin", "node");
  if (isOfMajor(installed, major)) return installed;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", `node@${major}`], { cwd: folder, stdio: "pipe" });
  return installed;
};
