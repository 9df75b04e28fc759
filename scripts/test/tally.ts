import { readFile } from "node:fs/promises";
import * as z from "zod";

/** How many tests passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

const VitestReportSchema = z
  .object({ numPassedTests: z.int(), numFailedTests: z.int() })
  .transform(({ numPassedTests, numFailedTests }): Tally => ({ passed: numPassedTests, failed: numFailedTests }));

/** A flaky test is one that failed and then passed when it was tried again. */
const PlaywrightReportSchema = z
  .object({ stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }) })
  .transform(({ stats }): Tally => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }));

const readReport = async <T extends z.ZodType>(schema: T, file: string): Promise<z.infer<T> | undefined> => {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
};

/** The tally in the report that Vitest's JSON reporter wrote; undefined if it wrote none. */
export const readVitestTally = (file: string): Promise<Tally | undefined> => readReport(VitestReportSchema, file);

/** The tally in the report that Playwright's JSON reporter wrote; undefined if it wrote none. */
export const readPlaywrightTally = (file: string): Promise<Tally | undefined> =>
  readReport(PlaywrightReportSchema, file);
