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
 * or keeps something from call to call, with fresh modules for each change. Yields what became of them, a source at a time.
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
  for (const source of sources)
    yield await trySource({ tester, source, tests, outside, files: files.get(source.file) ?? [] });
}

/** For each source the test files that import it, however indirectly, the nearest first. */
const testsOf = (
  sources: readonly Source[],
  testFiles: readonly string[],
  graph: ImportGraph,
): Map<string, string[]> => {
  const distances = testFiles.map((test) => ({ test, of: distancesFrom(graph, test) }));
  return new Map(
    sources.map(({ file }) => {
      const near = distances.filter(({ test, of }) => of.has(file) && isNear(test, file));
      return [file, near.sort((a, b) => (a.of.get(file) ?? 0) - (b.of.get(file) ?? 0)).map(({ test }) => test)];
    }),
  );
};

/** Tests of other rooms use a source as well, and are not what it is tried with: but the Worker is tried as a whole. */
const isNear = (test: string, file: string): boolean =>
  roomOf(test) === roomOf(file) || (test.startsWith("worker/") && roomOf(file) !== "worker/statistics");

interface Trial {
  tester: Tester;
  source: Source;
  /** What the tests do without a change. */
  tests: readonly Tried[];
  /** The functions that run outside of tests. */
  outside: ReadonlySet<string>;
  /** The test files that import the source. */
  files: readonly string[];
}

const trySource = async (trial: Trial): Promise<Verdict[]> => {
  const { tester, source, tests, outside, files } = trial;
  const { file, changes } = source;
  const sources = new Map([[file, instrument(file, source.text, changes)]]);
  const numbers = changes.map((_, position) => position + 1);
  const placeOfChange = (number: number) => {
    const start = changes[number - 1]?.inFunction;
    return start === undefined ? undefined : placeOf(file, start);
  };
  const steady = tests.filter(({ passed }) => passed);
  const isUsable = ({ passed, once, unsteady }: Tried) => passed || (once === true && !unsteady);
  const usable = tests.filter(isUsable);
  const reaching = (number: number, among: readonly Tried[]) =>
    among.filter(({ reached }) => reached?.includes(placeOfChange(number) ?? ""));

  const found = new Set<number>();
  const isLoaded = (number: number) => placeOfChange(number) === undefined || outside.has(placeOfChange(number) ?? "");
  const held = numbers.filter(
    (number) =>
      isLoaded(number) ||
      (reaching(number, usable).length > 0 && (keepsState(source) || reaching(number, steady).length === 0)),
  );
  for (const isQuick of [true, false]) {
    const round = steady.filter(({ took }) => took / 2 <= QUICK_MS === isQuick);
    const tried = await runRound(
      tester,
      sources,
      round,
      numbers.filter((number) => !found.has(number) && !held.includes(number)),
      reaching,
    );
    for (const number of tried) found.add(number);
  }
  // A file in which a test fails by itself says nothing about a change.
  const failing = new Set(tests.filter((test) => !isUsable(test)).map((test) => test.file));
  for (const change of held) {
    const reachedIn = new Set(reaching(change, usable).map((test) => test.file));
    const chosen = files.filter((name) => !failing.has(name) && (isLoaded(change) || reachedIn.has(name)));
    if (chosen.length === 0) continue;
    const results = await tester.run({ files: chosen, sources, plan: { mode: "hold", change } });
    if (results.some(({ passed }) => !passed)) found.add(change);
  }
  const isRun = (number: number) => held.includes(number) || reaching(number, steady).length > 0;
  return changes.map((change, position) => ({
    file,
    change,
    outcome: found.has(position + 1) ? "found" : isRun(position + 1) ? "survived" : "never run",
  }));
};

const runRound = async (
  tester: Tester,
  sources: ReadonlyMap<string, string>,
  round: readonly Tried[],
  open: readonly number[],
  reaching: (number: number, among: readonly Tried[]) => readonly Tried[],
): Promise<number[]> => {
  const changes: Record<string, number[]> = {};
  const files = new Set<string>();
  for (const number of open) {
    for (const test of reaching(number, round)) {
      changes[test.id] = [...(changes[test.id] ?? []), number];
      files.add(test.file);
    }
  }
  if (files.size === 0) return [];
  const results = await tester.run({ files: [...files], sources, plan: { mode: "try", changes } });
  return results.flatMap((test) => (test.unsteady || test.once ? [] : (test.found ?? [])));
};
