import { expect, it } from "vitest";
import { PUBLISHED_FILES } from "#contract/snapshot/published.ts";
import { compareSnapshots, firstChanges } from "#statistics/changes/compare-snapshots.ts";
import { readSnapshot } from "../snapshots/check-snapshot.ts";
import { suiteOf, type WrittenSnapshot, writtenSnapshot } from "../snapshots/testing/written-snapshot.ts";
import { verifyHistory } from "./verify-history.ts";

const first = writtenSnapshot([suiteOf({ steady: 10, shaky: 0 })]);
const second = writtenSnapshot([suiteOf({ steady: 0, shaky: 10 })], "2026-02-01T00:00:00.000Z");

const read = async ({ index, parts }: WrittenSnapshot) =>
  (await readSnapshot({ name: "", index, part: async (id) => parts.get(id) })).snapshot;
const listed = ({ id, index }: WrittenSnapshot) => {
  const { createdAt, runs, cells, suites } = JSON.parse(index);
  return { id, createdAt, runs, cells, suites: suites.length, publishedAt: createdAt };
};
const changes = compareSnapshots(await read(first), await read(second));
const reasons = changes.changes.map((change) =>
  change.kind === "re-score" ? { ...change, reasons: ["why"] } : change,
);

const FILES: Record<string, string> = {
  [PUBLISHED_FILES.list]: JSON.stringify({ snapshots: [{ ...listed(second), previous: first.id }, listed(first)] }),
  [PUBLISHED_FILES.index(first.id)]: first.index,
  [PUBLISHED_FILES.index(second.id)]: second.index,
  [PUBLISHED_FILES.changes(first.id)]: JSON.stringify(firstChanges(await read(first))),
  [PUBLISHED_FILES.changes(second.id)]: JSON.stringify({ ...changes, changes: reasons }),
  ...Object.fromEntries([...first.parts, ...second.parts].map(([id, text]) => [PUBLISHED_FILES.part(id), text])),
};
const verify = (files: Record<string, string | undefined> = {}) =>
  verifyHistory({ name: "site", read: async (path) => ({ ...FILES, ...files })[path] });
const changed = (file: string, from: string | RegExp, to: string) => {
  const text = (FILES[file] ?? "").replace(from, to);
  expect(text).not.toBe(FILES[file]);
  return verify({ [file]: text });
};

it("finds nothing wrong with what was published, reasons aside, nor with a site that keeps nothing", async () => {
  const { values, problems } = await verify();
  expect(problems).toEqual([]);
  expect(values).toBeGreaterThan(30);
  expect(await verify({ [PUBLISHED_FILES.list]: undefined })).toEqual({ values: 0, problems: [] });
});

it("reads each snapshot once", async () => {
  const asked: string[] = [];
  await verifyHistory({
    name: "site",
    read: async (path) => {
      asked.push(path);
      return FILES[path];
    },
  });
  for (const { id } of [first, second]) {
    expect(asked.filter((path) => path === PUBLISHED_FILES.index(id))).toHaveLength(1);
  }
});

it.each([
  [PUBLISHED_FILES.list, '"cells":16', '"cells":17', `${second.id.slice(0, 12)}.cells is 17, recomputed 16`],
  [PUBLISHED_FILES.changes(second.id), '"runsBefore":160', '"runsBefore":161', "runsBefore is 161, recomputed 160"],
  [PUBLISHED_FILES.changes(second.id), /"to":2\}/, '"to":1}', /changes\.\d\.(?:before|after)\.to is 1, recomputed 2/],
  [PUBLISHED_FILES.changes(first.id), '"runs":160', '"runs":99', /runs is 99, recomputed 160/],
  [PUBLISHED_FILES.changes(first.id), '"to"', '"two"', "it does not say what changed"],
  [PUBLISHED_FILES.list, '"id"', '"name"', "it is not a list of snapshots"],
])("tells that %s has %s changed to %s", async (file, from, to, problem) => {
  const { problems } = await changed(file, from, to);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(problem);
  expect(problems[0]?.startsWith(`${file}: `)).toBe(true);
});

it("tells that an index, or a part of an earlier snapshot, is another or gone", async () => {
  const index = PUBLISHED_FILES.index(first.id);
  expect((await changed(index, '"runs":160', '"runs":161')).problems.join("\n")).toMatch(/its content hashes to/);
  expect((await verify({ [index]: undefined })).problems).toEqual([`${index}: it is missing`]);
  const [part = ""] = first.parts.keys();
  expect((await changed(PUBLISHED_FILES.part(part), "10,10", "10,11")).problems.join("\n")).toContain(`part ${part}`);
});
