import type { Manifest } from "#contract/suites/manifest.ts";

type Named = Readonly<Record<string, unknown>>;

/** What of a list is told apart by name, and everything else by itself. */
const LISTS: Readonly<Record<string, string>> = { scenarios: "scenario", tiers: "tier", evaluators: "evaluator" };

const inWords = (value: unknown): string => (value === undefined ? "not stated" : JSON.stringify(value));

const byName = (list: unknown, key: string): Map<string, unknown> =>
  new Map(((list ?? []) as readonly Named[]).map((item) => [String(item[key]), item]));

const listDifferences = (field: string, key: string, before: unknown, after: unknown): string[] => {
  const [old, now] = [byName(before, key), byName(after, key)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (was === undefined) return [`+ ${field} ${name}`];
    return is === undefined ? [`- ${field} ${name}`] : [`~ ${field} ${name}: ${inWords(was)} → ${inWords(is)}`];
  });
};

/** How a manifest differs from another, a line a difference: + for what it adds, - for what it leaves out, ~ for what is other. */
export const manifestDifferences = (before: Manifest, after: Manifest): string[] => {
  const [old, now]: [Named, Named] = [before, after];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap((field) => {
    const key = LISTS[field];
    if (key !== undefined) return listDifferences(field, key, old[field], now[field]);
    if (JSON.stringify(old[field]) === JSON.stringify(now[field])) return [];
    return [`~ ${field}: ${inWords(old[field])} → ${inWords(now[field])}`];
  });
};
