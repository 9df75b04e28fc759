import type { Case } from "../../checks/run-case.ts";
import { scoreCases } from "../../checks/score-cases.ts";
import { installedCopy } from "./installed-copy.ts";

/** Tries every case with a copy of the workspace that was installed anew, and prints the score as the harness reads it. */
export const scoreInstalled = async (cases: readonly Case[]): Promise<void> => {
  const folder = installedCopy();
  if (folder !== undefined) return await scoreCases(folder, cases);
  console.log(JSON.stringify({ score: 0, maxScore: cases.length, details: "npm cannot install the dependencies" }));
};
