/** What sources call the mean or the sum of the other results beside it. */
const WHOLE = new Set(["overall", "average", "avg", "mean", "total", "aggregate", "all", "macro", "micro"]);

/** What such a name may hold besides. */
const FILLING = new Set([
  ...["score", "scores", "accuracy", "performance", "result", "results", "rate", "win", "pass", "weighted"],
  ...["tasks", "task", "domains", "categories", "subjects", "subsets", "benchmarks", "of", "the", "across"],
]);

/**
 * The results of a source without those that are of all the others together: "overall" beside its parts, by their names without what all
 * of them begin with; and one that is called as `dataset` itself. Where there are no parts, the whole stays.
 */
export const withoutOverall = <Result>(
  results: readonly Result[],
  nameOf: (result: Result) => string | undefined,
  dataset = "",
): readonly Result[] => {
  const named = results.map((result) => ({ result, words: wordsOf(nameOf(result) ?? "") }));
  const shared = sharedStart(named.map(({ words }) => words));
  const all = wordsOf(dataset).join();
  const parts = named.filter(({ words }) => !isWhole(words.slice(shared)) && (all === "" || words.join() !== all));
  return parts.length === 0 ? results : parts.map(({ result }) => result);
};

const wordsOf = (name: string): string[] => name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many words all of them begin with. */
const sharedStart = ([first = [], ...others]: readonly (readonly string[])[]): number => {
  const end = first.findIndex((word, index) => others.some((words) => words[index] !== word));
  return end === -1 ? first.length : end;
};

const isWhole = (words: readonly string[]): boolean =>
  words.some((word) => WHOLE.has(word)) && words.every((word) => WHOLE.has(word) || FILLING.has(word));
