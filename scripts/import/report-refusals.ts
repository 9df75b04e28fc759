import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { formatIssue } from "#contract/service/problem.ts";
import { CliError } from "../command/cli-error.ts";
import type { Refusal } from "./import-runs.ts";

/** How many refused lines are shown, and the first one of each file beyond that; all go into the report. */
const SHOWN = 20;

export interface RefusalReport {
  add: (refusal: Refusal) => void;
  /** The first refused lines in words, a line each. */
  shown: () => string[];
  /** Comes when the report is on the disk. */
  close: () => Promise<void>;
}

/** Keeps the first refused lines to be shown, and writes all as NDJSON to `path` if there is one. */
export const reportRefusals = async (path: string | undefined): Promise<RefusalReport> => {
  const file = path === undefined ? undefined : createWriteStream(path);
  let failure: Error | undefined;
  file?.on("error", (error) => {
    failure = error;
  });
  if (file) await Promise.race([once(file, "open"), once(file, "error")]).catch(() => undefined);
  const check = () => {
    if (failure) throw new CliError(`cannot write the report: ${failure.message}`, 1, { cause: failure });
  };
  check();
  const first: Refusal[] = [];
  const files = new Set<string>();
  return {
    add: (refusal) => {
      check();
      if (first.length < SHOWN || !files.has(refusal.file)) first.push(refusal);
      files.add(refusal.file);
      file?.write(`${JSON.stringify(refusal)}\n`);
    },
    shown: () => first.map(formatRefusal),
    close: async () => {
      if (file && !failure) await new Promise<void>((resolve) => file.end(resolve));
      check();
    },
  };
};

const formatRefusal = ({ file, line, kind, runId, issues }: Refusal): string => {
  const name = runId === undefined ? "" : ` ${JSON.stringify(runId)}`;
  return `  ${file}:${line} ${kind}${name}: ${issues.map(formatIssue).join("; ")}`;
};
