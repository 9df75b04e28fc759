import type { ForeignFile } from "../reading/foreign-file.ts";
import { arrayIn, numberIn, objectIn, textIn } from "../reading/foreign-values.ts";
import type { ZipArchive } from "../reading/zip-archive.ts";
import type { Draft, Importer, Statement } from "./importer.ts";
import { headerOf, statementOf } from "./inspect-header.ts";
import { runOfSample } from "./inspect-sample.ts";
import { runOfTotals } from "./inspect-totals.ts";

/** Logs of Inspect AI: a run for each sample and epoch. */
export const inspect: Importer = {
  format: "inspect",
  title: "Inspect AI log",
  recognize: ({ content }) => {
    if (content.kind === "zip") return [HEADER, START].some((name) => content.archive.names.includes(name));
    return content.kind === "json" && isLog(content.value);
  },
  runs: (file, states) => runsOf(file, states),
};

const HEADER = "header.json";
const START = "_journal/start.json";

const isLog = (value: unknown): boolean => {
  const log = objectIn(value);
  return numberIn(log?.["version"]) !== undefined && textIn(objectIn(log?.["eval"])?.["task"]) !== undefined;
};

async function* runsOf({ content }: ForeignFile, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  if (content.kind === "json") {
    const log = objectIn(content.value) ?? {};
    const header = headerOf(log);
    const samples = arrayIn(log["samples"]) ?? [];
    states(statementOf(header, samples.length));
    for (const sample of samples) yield runOfSample(header, objectIn(sample) ?? {});
    if (samples.length === 0) yield* runOfTotals(header);
  } else if (content.kind === "zip") {
    yield* runsOfArchive(content.archive, states);
  }
}

/** The samples of an .eval file in the order of their names, one in memory at a time. A log that was cut short has no header yet. */
async function* runsOfArchive(archive: ZipArchive, states: (statement: Statement) => void): AsyncGenerator<Draft> {
  const log = objectIn(await archive.readJson(HEADER)) ?? objectIn(await archive.readJson(START)) ?? {};
  const header = headerOf(log);
  const names = archive.names.filter((name) => /^samples\/.*\.json$/.test(name)).sort();
  states(statementOf(header, names.length));
  for (const name of names) yield runOfSample(header, objectIn(await archive.readJson(name)) ?? {});
  if (names.length === 0) yield* runOfTotals(header);
}
