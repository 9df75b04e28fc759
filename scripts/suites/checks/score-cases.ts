import { type Case, holds } from "./run-case.ts";

/** How many cases are tried at the same time. */
const AT_ONCE = 4;

/** Tries every case with the code in a folder, and prints the score as the harness reads it: a point for each that holds. */
export const scoreCases = async (folder: string, cases: readonly Case[]): Promise<void> => {
  const failed: string[] = [];
  for (let start = 0; start < cases.length; start += AT_ONCE) {
    const tried = cases.slice(start, start + AT_ONCE);
    const results = await Promise.all(tried.map((one) => holds(folder, one)));
    failed.push(...tried.filter((_, position) => !results[position]).map(({ title }) => title));
  }
  const details = failed.length === 0 ? "every case holds" : `does not hold: ${failed.join("; ")}`;
  console.log(JSON.stringify({ score: cases.length - failed.length, maxScore: cases.length, details }));
};
