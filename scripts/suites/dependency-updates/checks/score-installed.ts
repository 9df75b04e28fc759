import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "../../checks/run-case.ts";
import { scoreCases } from "../../checks/score-cases.ts";
import { installedCopy } from "./installed-copy.ts";

/** The packages of the wanted versions that are installed in another, or not at all. */
const withOtherVersion = (folder: string, versions: Readonly<Record<string, string>>): string[] =>
  Object.keys(versions).filter((name) => {
    try {
      const manifest = readFileSync(join(folder, "node_modules", name, "package.json"), "utf8");
      return (JSON.parse(manifest) as { version: unknown }).version !== versions[name];
    } catch {
      return true;
    }
  });

/**
 * Tries every case with a copy of the workspace that was installed anew, and prints the score as the harness reads it. Nothing counts
 * unless the packages stand at certain versions, where the code as it was would do with another.
 */
export const scoreInstalled = async (
  cases: readonly Case[],
  versions: Readonly<Record<string, string>> = {},
): Promise<void> => {
  const folder = installedCopy();
  const wrong = folder === undefined ? [] : withOtherVersion(folder, versions);
  if (folder !== undefined && wrong.length === 0) return await scoreCases(folder, cases);
  const details = folder === undefined ? "npm cannot install the dependencies" : `not updated: ${wrong.join(", ")}`;
  console.log(JSON.stringify({ score: 0, maxScore: cases.length, details }));
};
