import { entryTitle } from "#words/names.ts";
import { agentPath, entryPath, modelPath, scenarioPath } from "./links.ts";
import type { Participant } from "./participants.ts";
import type { Suite } from "./suites.ts";

/** What of the snapshot can be found by its name: its kind, its name, the address of its page, and the suite that a task is of. */
type NamedItem = readonly [kind: string, title: string, path: string, words?: string];

const ofSuite = ({ suite, versions: [newest, ...older] }: Suite): NamedItem[] => [
  ["suite", suite, newest.path],
  ...older.map(({ title, path }) => ["suite", title, path] as const),
  ...newest.scenarios.map(
    (scenario) => ["task", scenario, scenarioPath(newest, scenario), suite.toLowerCase()] as const,
  ),
];

const ofEntries = (suites: readonly Suite[]): NamedItem[] => {
  const entries = suites.flatMap(({ versions }) => versions.flatMap(({ entries }) => entries));
  return [...new Map(entries.map((entry) => [entryPath(entry), entry]))].map(
    ([path, entry]) => ["entry", entryTitle(entry), path] as const,
  );
};

/** Everything in the snapshot that has a name and a page, the wider things first. */
export const namedItems = (
  suites: readonly Suite[],
  agents: readonly Participant[],
  models: readonly Participant[],
): NamedItem[] => {
  const bySuite = suites.flatMap(ofSuite);
  const isTask = ([kind]: NamedItem) => kind === "task";
  return [
    ...bySuite.filter((item) => !isTask(item)),
    ...agents.map(({ name }) => ["agent", name, agentPath(name)] as const),
    ...models.map(({ name }) => ["model", name, modelPath(name)] as const),
    ...ofEntries(suites),
    ...bySuite.filter(isTask),
  ];
};
