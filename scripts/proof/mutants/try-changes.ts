import { dirname } from "node:path";
import { distancesFrom, type ImportGraph } from "../sources/import-graph.ts";
import type { Change } from "./change.ts";
import { roomOf } from "./choose-sources.ts";
import { instrument, placeOf } from "./instrument.ts";
import { keepsState, type Source } from "./source.ts";
import type { Tester, Tried } from "./tester.ts";

/** What became of a change: a test failed; none did; no test runs the function that it is in. */
type Outcome = "found" | "survived" | "never run";

export interface Verdict {
  file: string;
  change: Change;
  outcome: Outcome;
}

/** Tests that take no longer than this, in milliseconds, come before all others: most changes are found by one of them. */
const QUICK_MS = 60;

/**
 * Tries every change of some sources, one at a time, with the tests that run the function it is in; what runs when its module is loaded,
 * or keeps something from call to call, with fresh modules for each change. Yields what became of them, a source at a time. The sources of
 * a folder are tried together, since a run of the tests takes seconds to begin where the Worker runs.
 */
export async function* tryChanges(
  tester: Tester,
  sources: readonly Source[],
  graph: ImportGraph,
): AsyncGenerator<Verdict[]> {
  const files = testsOf(sources, tester.files, graph);
  const unchanged = new Map(sources.map(({ file, text }) => [file, instrument(file, text, [])]));
  const tests = await tester.run({
    files: [...new Set(Array.from(files.values()).flat())],
    sources: unchanged,
    plan: { mode: "reach" },
  });
  const outside = new Set(tests.flatMap((test) => test.outside ?? []));
  for (const folder of Map.groupBy(sources, ({ file }) => dirname(file)).values()) {
    const numbered = numberChanges(folder, files);
    const outcomes = await tryNumbered({ tester, numbered, tests, outside });
    yield* folder.map(({ file }) =>
      numbered
        .filter(({ source }) => source.file === file)
        .map(({ number, change }) => ({ file, change, outcome: outcomes.get(number) ?? "never run" })),
    );
  }
}

/** Over how many imports a test may reach a source: what is further away uses it as one of very many, and takes long to be run. */
const MOST_IMPORTS = 4;
/** With how many test files a source is tried: where the nearest notice nothing, others do by chance. */
const MOST_TESTS = 10;
/** With so many of its own room none of another is needed. */
const ENOUGH_TESTS = 5;

/** The test that stands beside a source, if there is one. */
const besideOf = (file: string): string => file.replace(/\.tsx?$/, ".test.ts");

/**
 * For each source the test files that it is tried with, the nearest first: the one beside it, those of its room that import it and, where these
 * are few, those that stand beside what imports it, such as a route's beside the route that asks the database.
 */
const testsOf = (
  sources: readonly Source[],
  testFiles: readonly string[],
  graph: ImportGraph,
): Map<string, string[]> => {
  const distances = testFiles.map((test) => ({ test, of: distancesFrom(graph, test) }));
  const besideImporters = (file: string) => {
    const importers = [...graph].filter(([, imported]) => imported.includes(file)).map(([importer]) => importer);
    const beside = new Set(importers.map(besideOf));
    return testFiles.filter((test) => beside.has(test) && roomOf(test) !== roomOf(file));
  };
  return new Map(
    sources.map(({ file }) => {
      const distance = ({ test, of }: (typeof distances)[number]) =>
        test === besideOf(file) ? 0 : (of.get(file) ?? Number.POSITIVE_INFINITY);
      const near = distances
        .filter((one) => distance(one) <= MOST_IMPORTS && roomOf(one.test) === roomOf(file))
        .sort((a, b) => distance(a) - distance(b))
        .slice(0, MOST_TESTS)
        .map(({ test }) => test);
      return [file, [...near, ...besideImporters(file).slice(0, Math.max(0, ENOUGH_TESTS - near.length))]];
    }),
  );
};

/** A change with the number of its switch. */
interface Numbered {
  number: number;
  source: Source;
  change: Change;
  /** The function that holds it; undefined outside of all. */
  place: string | undefined;
  /** The test files that import the source. */
  files: readonly string[];
}

/** The changes of some sources, numbered from 1 without a gap. */
const numberChanges = (sources: readonly Source[], files: ReadonlyMap<string, string[]>): Numbered[] =>
  sources
    .flatMap((source) => source.changes.map((change) => ({ source, change })))
    .map(({ source, change }, position) => ({
      number: position + 1,
      source,
      change,
      place: change.inFunction === undefined ? undefined : placeOf(source.file, change.inFunction),
      files: files.get(source.file) ?? [],
    }));

interface Trial {
  tester: Tester;
  numbered: readonly Numbered[];
  /** What the tests do without a change. */
  tests: readonly Tried[];
  /** The functions that run outside of tests. */
  outside: ReadonlySet<string>;
}

/** The sources with a switch for each change. */
const switched = (numbered: readonly Numbered[]): Map<string, string> =>
  new Map(
    Array.from(
      Map.groupBy(numbered, ({ source }) => source),
      ([{ file, text, changes }, own]) => [file, instrument(file, text, changes, own[0]?.number)],
    ),
  );

const isUsable = ({ passed, once, unsteady }: Tried) => passed || (once === true && !unsteady);

const reaching = ({ place }: Numbered, among: readonly Tried[]): Tried[] =>
  place === undefined ? [] : among.filter(({ reached }) => reached?.includes(place));

/** What became of each change, by its number. */
const tryNumbered = async ({ tester, numbered, tests, outside }: Trial): Promise<Map<number, Outcome>> => {
  const steady = tests.filter(({ passed }) => passed);
  const usable = tests.filter(isUsable);
  const sources = switched(numbered);
  const isLoaded = ({ place }: Numbered) => place === undefined || outside.has(place);
  const isHeld = (change: Numbered) =>
    isLoaded(change) ||
    (reaching(change, usable).length > 0 && (keepsState(change.source) || reaching(change, steady).length === 0));
  const [held, free] = [numbered.filter(isHeld), numbered.filter((change) => !isHeld(change))];
  const found = new Set<number>();
  for (const isQuick of [true, false]) {
    const round = steady.filter(({ took }) => took / 2 <= QUICK_MS === isQuick);
    const open = free.filter(({ number }) => !found.has(number));
    for (const number of await runRound(tester, sources, round, open)) found.add(number);
  }
  // A file in which a test fails by itself says nothing about a change.
  const failing = new Set(tests.filter((test) => !isUsable(test)).map((test) => test.file));
  for (const change of held) {
    const reachedIn = new Set(reaching(change, usable).map((test) => test.file));
    const chosen = change.files.filter((name) => !failing.has(name) && (isLoaded(change) || reachedIn.has(name)));
    if (chosen.length === 0) continue;
    const results = await tester.run({ files: chosen, sources, plan: { mode: "hold", change: change.number } });
    if (results.some(({ passed }) => !passed)) found.add(change.number);
  }
  const isRun = (change: Numbered) => held.includes(change) || reaching(change, steady).length > 0;
  return new Map(
    numbered.map((change) => [
      change.number,
      found.has(change.number) ? "found" : isRun(change) ? "survived" : "never run",
    ]),
  );
};

/** Runs each test with each of the open changes that it reaches; gives those that one noticed. */
const runRound = async (
  tester: Tester,
  sources: ReadonlyMap<string, string>,
  round: readonly Tried[],
  open: readonly Numbered[],
): Promise<number[]> => {
  const changes: Record<string, number[]> = {};
  const files = new Set<string>();
  for (const change of open) {
    for (const test of reaching(change, round)) {
      changes[test.id] = [...(changes[test.id] ?? []), change.number];
      files.add(test.file);
    }
  }
  if (files.size === 0) return [];
  const results = await tester.run({ files: [...files], sources, plan: { mode: "try", changes } });
  return results.flatMap((test) => (test.unsteady || test.once ? [] : (test.found ?? [])));
};
