import { CliError } from "../../command/cli-error.ts";
import { randomOf } from "../../sample/random.ts";
import { isTest } from "../sources/list-sources.ts";
import { readSource, type Source } from "./source.ts";

/** What is tried unless paths are given: the code that figures, data and answers hang on. */
const USUAL = ["worker/statistics/", "worker/http/", "worker/db/", "scripts/import/"];

/** Declarations of tables, whose names stand in the migrations' SQL, and settings of a tool. */
const DECLARATIONS = new Set(["worker/db/tables.ts", "worker/db/drizzle.config.ts"]);

/** The sources below some paths that hold anything to change, tests left out. CliError for a path without any. */
export const chooseSources = (all: readonly string[], paths: readonly string[]): Source[] => {
  const chosen = paths.length === 0 ? USUAL : paths;
  const sources = chosen.flatMap((path) => {
    const below = all.filter((file) => file.startsWith(path) && !isTest(file) && !DECLARATIONS.has(file));
    if (below.length === 0) throw new CliError(`no source file below ${path}`);
    return below;
  });
  return [...new Set(sources)].map(readSource).filter(({ changes }) => changes.length > 0);
};

/** The part of the project that a file belongs to: `scripts/stats.ts`, its test and what lies in `scripts/stats/` are of one room. */
export const roomOf = (file: string): string =>
  file
    .split("/", 2)
    .join("/")
    .replace(/(?:\.test)?\.tsx?$/, "");

/**
 * At most `size` of the changes of each room, drawn without preference: by what the changes are, so that the same ones come for the same seed,
 * whatever becomes of the sources around them.
 */
export const drawSample = (sources: readonly Source[], size: number, seed: string): Source[] => {
  const keyed = sources.flatMap(({ file, changes }) => {
    const seen = new Map<string, number>();
    return changes.map((change) => {
      const alike = (seen.get(change.shown) ?? 0) + 1;
      seen.set(change.shown, alike);
      return { file, change, key: randomOf("mutants", seed, file, change.shown, alike)() };
    });
  });
  const drawn = [...Map.groupBy(keyed, ({ file }) => roomOf(file)).values()].flatMap((ofRoom) =>
    ofRoom.toSorted((a, b) => a.key - b.key).slice(0, size),
  );
  const kept = new Set(drawn.map(({ change }) => change));
  return sources
    .map((source) => ({ ...source, changes: source.changes.filter((change) => kept.has(change)) }))
    .filter(({ changes }) => changes.length > 0);
};
