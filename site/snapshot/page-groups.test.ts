import { expect, it } from "vitest";
import { listBatches } from "./batches.ts";
import { entriesOf } from "./entries.ts";
import { memberGroups, suiteGroups } from "./page-groups.ts";
import { participantsOf } from "./participants.ts";
import { type SuiteVersion, suitesOf } from "./suites.ts";

const given = (suite: string, suiteVersion: string, agents: string[]) => ({
  ...{ suite, suiteVersion, scenarios: ["one"], tiers: ["L0"] },
  entries: agents.map((agent) => ({ agent, model: "m" })),
  cells: { scenario: agents.map(() => 0), tier: agents.map(() => 0), entry: agents.map((_, place) => place) },
});

const BOTH = [given("large", "2", ["a", "b"]), given("large", "1", ["b"]), given("small", "1", ["b", "c"])];

const batchesOf = (pass: number) =>
  listBatches({
    batches: [
      {
        ...{ batchId: ["first", "second"], claimed: {}, pass: [pass, 1], entryCount: [1, 0] },
        entries: [[{ suite: "small", suiteVersion: "1", entry: { agent: "b" } }], []],
      },
    ],
  });
const BATCHES = batchesOf(1);

/** The keys of all groups by their first address; `data` stands for what the snapshot has of a version. */
const keysOf = (
  snapshotSuites = BOTH,
  data: Record<string, string> = {},
  batches = BATCHES,
): Record<string, string> => {
  const suites = suitesOf({ suites: snapshotSuites });
  const versions = suites.flatMap((suite) => suite.versions);
  const ofVersion = ({ suite, suiteVersion }: Pick<SuiteVersion, "suite" | "suiteVersion">) =>
    data[`${suite} ${suiteVersion}`] ?? `${suite} ${suiteVersion}`;
  const members = {
    suites,
    entries: entriesOf(versions),
    agents: participantsOf(versions, "agent"),
    models: participantsOf(versions, "model"),
    batches,
  };
  const groups = [
    ...suiteGroups(suites, ofVersion),
    ...memberGroups(members, { ofVersion, ofArrival: (batchId) => data[batchId] ?? "" }),
  ];
  return Object.fromEntries(groups.map(({ paths: [path = ""], key }) => [path.replaceAll(/-[0-9a-f]{8,}/g, ""), key]));
};

const changed = (after: Record<string, string>): string[] => {
  const before = keysOf();
  return Object.keys(after).filter((path) => after[path] !== before[path]);
};

it("has a group for each version, list of boards, entry, agent and model", () => {
  expect(Object.keys(keysOf())).toEqual([
    ...["/suites/large/", "/suites/large/versions/1/", "/suites/large/boards.json"],
    ...["/suites/small/", "/suites/small/boards.json"],
    ...["/entries/a~~m/", "/entries/b~~m/", "/entries/c~~m/"],
    ...["/agents/a/", "/agents/b/", "/agents/c/", "/models/m/"],
    ...["/batches/first/", "/batches/second/"],
  ]);
});

it("has another key for a batch after its runs have changed, or what is told of its publication", () => {
  expect(changed(keysOf(BOTH, {}, batchesOf(2)))).toEqual(["/batches/first/"]);
  const told = keysOf(BOTH, { second: "publication" });
  expect(changed(told)).toEqual(["/batches/second/"]);
  const alone = keysOf(BOTH.slice(0, 2), { second: "publication" });
  expect(alone["/batches/second/"]).not.toBe(told["/batches/second/"]);
});

it.each([
  [
    "small 1",
    [
      "/suites/small/",
      "/suites/small/boards.json",
      "/entries/b~~m/",
      "/entries/c~~m/",
      "/agents/b/",
      "/agents/c/",
      "/models/m/",
    ],
  ],
  ["large 1", ["/suites/large/versions/1/", "/suites/large/boards.json", "/entries/b~~m/", "/agents/b/", "/models/m/"]],
])("has other keys for what shows %s after its data have changed, and for nothing else", (version, paths) => {
  expect(changed(keysOf(BOTH, { [version]: "other" }))).toEqual(paths);
});

it("has other keys for all pages of a suite, and of who is in it, after a new version has come", () => {
  expect(changed(keysOf([...BOTH, given("small", "2", ["d"])]))).toEqual([
    ...["/suites/small/", "/suites/small/versions/1/", "/suites/small/boards.json"],
    ...["/entries/b~~m/", "/entries/c~~m/", "/entries/d~~m/"],
    ...["/agents/b/", "/agents/c/", "/agents/d/", "/models/m/", "/batches/first/"],
  ]);
});

it("has another key for an older version after the newest has another title", () => {
  const titled = {
    ...given("large", "2", ["a", "b"]),
    stated: { suite: "large", manifest: { title: "Large" }, decisions: [] },
  };
  expect(changed(keysOf([titled, ...BOTH.slice(1)]))).toContain("/suites/large/versions/1/");
});

it("has no key for what shows a suite that has been taken away, and other ones for who was in it", () => {
  const after = keysOf(BOTH.slice(0, 2));
  expect(Object.keys(after)).not.toContain("/suites/small/");
  expect(changed(after)).toEqual(["/entries/b~~m/", "/agents/b/", "/models/m/", "/batches/first/"]);
});
