import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Has every Node process write down at its end the most memory that it had. */
export interface MemoryReport {
  /** What NODE_OPTIONS has to hold. */
  options: string;
  /** The most that any process had, in MB. */
  peak: () => Promise<number>;
}

/** Makes one in a folder that is there. */
export const reportMemory = async (folder: string): Promise<MemoryReport> => {
  const [module, report] = [join(folder, "report-memory.mjs"), join(folder, "memory.txt")];
  await rm(report, { force: true });
  await writeFile(
    module,
    `import { appendFileSync } from "node:fs";
     process.on("exit", () => appendFileSync(${JSON.stringify(report)}, process.resourceUsage().maxRSS + "\\n"));`,
  );
  return {
    options: `--import=${pathToFileURL(module).href}`,
    peak: async () => Math.max(...(await readFile(report, "utf8")).trim().split("\n").map(Number)) / 1024,
  };
};
