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
    // What Linux calls the usage of a process begins with what had started it: the memory alone is its own.
    `import { appendFileSync, existsSync, readFileSync } from "node:fs";
     const status = () => existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
     const most = () => /VmHWM:\\s*(\\d+)/.exec(status())?.[1] ?? process.resourceUsage().maxRSS;
     process.on("exit", () => appendFileSync(${JSON.stringify(report)}, most() + "\\n"));`,
  );
  return {
    options: `--import=${pathToFileURL(module).href}`,
    peak: async () => Math.max(...(await readFile(report, "utf8")).trim().split("\n").map(Number)) / 1024,
  };
};
