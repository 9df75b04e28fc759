import type { ForeignFile } from "../reading/foreign-file.ts";
import { agentEval } from "./agent-eval.ts";
import { aider } from "./aider.ts";
import { csv } from "./csv.ts";
import { ctrf } from "./ctrf.ts";
import { everyEvalEver } from "./every-eval-ever.ts";
import { gso } from "./gso.ts";
import { harbor } from "./harbor.ts";
import { hfEvalResults } from "./hf-eval-results.ts";
import { hyperfine } from "./hyperfine.ts";
import type { Importer } from "./importer.ts";
import { inspect } from "./inspect.ts";
import { junit } from "./junit.ts";
import { lmEval } from "./lm-eval.ts";
import { promptfoo } from "./promptfoo.ts";
import { responseMatrix } from "./response-matrix.ts";
import { svelteBench } from "./svelte-bench.ts";
import { swebenchReport } from "./swebench-report.ts";
import { swebenchSubmission } from "./swebench-submission.ts";
import { tauBench } from "./tau-bench.ts";
import { terminalBench } from "./terminal-bench.ts";
import { vexp } from "./vexp.ts";
import { vitestBench } from "./vitest-bench.ts";
import { zeBenchmarksDatabase } from "./ze-benchmarks-database.ts";

/** Every foreign format, in the order in which files are tried. */
export const IMPORTERS: readonly Importer[] = [
  inspect,
  swebenchSubmission,
  swebenchReport,
  aider,
  svelteBench,
  promptfoo,
  lmEval,
  zeBenchmarksDatabase,
  csv,
  harbor,
  terminalBench,
  agentEval,
  hfEvalResults,
  ctrf,
  junit,
  tauBench,
  gso,
  responseMatrix,
  vexp,
  everyEvalEver,
  vitestBench,
  hyperfine,
];

/** The importer of a name; undefined if there is none. */
export const importerOf = (format: string): Importer | undefined =>
  IMPORTERS.find((importer) => importer.format === format);

/** The importer that knows a file; undefined if none does. */
export const recognize = (file: ForeignFile): Importer | undefined =>
  IMPORTERS.find((importer) => importer.recognize(file));

/** The layouts of folders that are one thing as a whole. */
export const FOLDER_LAYOUTS = IMPORTERS.flatMap(({ folder }) => folder ?? []);

/** Whether another file of its folder takes in a file of that name, so that it waits for the others. */
export const comesLast = (name: string): boolean => IMPORTERS.some(({ goesWith }) => goesWith?.test(name));
