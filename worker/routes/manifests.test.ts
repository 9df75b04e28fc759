import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "#contract/service/problem.ts";
import type { Manifest, StatedManifest } from "#contract/suites/manifest.ts";
import type { ListedSuite } from "#contract/suites/suite-list.ts";
import { call, costOf, postLines, read } from "../testing/call.ts";
import { startAfresh } from "../testing/fresh-database.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { readSnapshot } from "../testing/snapshot.ts";

const SECRET = env.API_SECRET_KEY;
const PATH = "/api/suites/suite/manifest";
const MANIFEST: Manifest = {
  title: "A suite",
  scenarios: [
    { scenario: "a", title: "The first" },
    { scenario: "b", tiers: ["L0"], tags: { language: "Go" } },
  ],
  tiers: [{ tier: "L0", meaning: "No help" }, { tier: "L1" }],
  scale: { min: 0, max: 10 },
};

const put = (token: string | undefined, manifest: unknown, query = "") =>
  callWith(token, "PUT", PATH + query, manifest);
const readStated = async () => (await read(PATH)) as StatedManifest;

let [own, other] = ["", ""];
beforeEach(async () => {
  [own, other] = [(await makeKey()).token, (await makeKey()).token];
});

describe("PUT /api/suites/:suite/manifest", () => {
  it("states what a version consists of, and changes nothing the second time", async () => {
    const first = await put(own, MANIFEST);
    expect([first.status, await first.json()]).toEqual([
      200,
      { success: true, changed: ["scale", "scenarios", "tiers", "title"] },
    ]);
    expect(await (await put(own, MANIFEST)).json()).toEqual({ success: true, changed: [] });
    expect(await (await put(other, MANIFEST)).json()).toEqual({ success: true, changed: [] });
    expect(await readStated()).toEqual({ suite: "suite", manifest: MANIFEST, decisions: [] });
  });

  it("keeps versions apart", async () => {
    await put(own, { title: "two" }, "?version=2");
    expect(await read(`${PATH}?version=2`)).toMatchObject({ suiteVersion: "2", manifest: { title: "two" } });
    expect(await read(PATH)).toMatchObject({ status: 404 });
  });

  it.each([
    [{ scenarios: [{ scenario: "a" }, { scenario: "a" }] }, "scenarios"],
    [{ tiers: [{ tier: "a" }, { tier: "a" }] }, "tiers"],
    [{ scenarios: [{ scenario: "a" }], scenarioCount: 2 }, "scenarioCount"],
    [{ scale: { min: 1 } }, "scale"],
    [{ scale: { min: 1, max: 1 } }, "scale"],
    [{ share: 0 }, "share"],
    [{ firstMetric: "cost" }, "firstMetric"],
    [{ address: "http://example.org" }, "address"],
    [{ title: " " }, "title"],
    [{ titel: "x" }, ""],
  ])("refuses %j", async (manifest, field) => {
    const response = await put(own, manifest);
    expect(response.status).toBe(422);
    const { issues = [] } = (await response.json()) as Problem;
    expect(issues.map(({ path }) => path[0] ?? "")).toEqual([field]);
  });
});

/** What changes the board, and what is only said of it. */
const OTHER_BOARD: Manifest = { ...MANIFEST, share: 0.5 };
const OTHER_TEXTS: Manifest = {
  ...MANIFEST,
  title: "Another title",
  scenarios: [{ scenario: "b", tiers: ["L0"], title: "The last" }, { scenario: "a" }],
};
const reason = "?reason=the+suite+has+grown";

interface Case {
  what: string;
  runsBy?: "own" | "other";
  before?: boolean;
  by: "own" | "other" | "admin";
  sent: Manifest;
  query?: string;
  status: number;
}
const CASES: Case[] = [
  { what: "the first one without runs", by: "own", sent: MANIFEST, status: 200 },
  { what: "the first one with runs of its own", runsBy: "own", by: "own", sent: MANIFEST, status: 200 },
  { what: "the first one with runs of another", runsBy: "other", by: "own", sent: MANIFEST, status: 403 },
  { what: "even its texts with runs of another", runsBy: "other", by: "own", sent: { title: "x" }, status: 403 },
  { what: "an admin's with runs of others", runsBy: "own", by: "admin", sent: MANIFEST, status: 422 },
  { what: "the same with a reason", runsBy: "own", by: "admin", sent: MANIFEST, query: reason, status: 200 },
  { what: "an admin's texts", runsBy: "own", by: "admin", sent: { title: "x" }, status: 200 },
  { what: "another board without runs", before: true, by: "own", sent: OTHER_BOARD, status: 200 },
  { what: "another's", before: true, by: "other", sent: OTHER_TEXTS, status: 403 },
  { what: "texts with runs", before: true, runsBy: "other", by: "own", sent: OTHER_TEXTS, status: 200 },
  { what: "another board with runs", before: true, runsBy: "own", by: "own", sent: OTHER_BOARD, status: 403 },
  { what: "the same by an admin", before: true, runsBy: "own", by: "admin", sent: OTHER_BOARD, status: 422 },
  {
    what: "and with a reason",
    before: true,
    runsBy: "own",
    by: "admin",
    sent: OTHER_BOARD,
    query: reason,
    status: 200,
  },
];

describe("who may state a manifest", () => {
  it.each(CASES)("$what", async ({ runsBy, before, by, sent, query, status }) => {
    const tokens = { own, other, admin: SECRET };
    if (before) await put(own, MANIFEST);
    if (runsBy) await callWith(tokens[runsBy], "POST", "/api/results", makeRun());
    const response = await put(tokens[by], sent, query);
    expect(response.status, await response.clone().text()).toBe(status);
    const stated = (await read(PATH)) as Partial<StatedManifest>;
    expect(stated.manifest).toEqual(status === 200 ? sent : before ? MANIFEST : undefined);
    const isDecision = status === 200 && query !== undefined;
    expect(stated.decisions?.map(({ reason: why }) => why) ?? []).toEqual(isDecision ? ["the suite has grown"] : []);
  });

  it("tells which fields a decision changed, the newest first", async () => {
    await put(SECRET, MANIFEST);
    await callWith(SECRET, "POST", "/api/results", makeRun());
    await put(SECRET, OTHER_BOARD, "?reason=one");
    await put(SECRET, { ...OTHER_TEXTS, scenarioCount: 3, scenarios: undefined }, "?reason=two");
    expect((await readStated()).decisions).toEqual([
      { reason: "two", changed: ["scenarios", "scenarioCount", "share"], decidedAt: expect.any(String) },
      { reason: "one", changed: ["share"], decidedAt: expect.any(String) },
    ]);
  });

  it("reads a few rows, however many runs there are", async () => {
    await postLines(Array.from({ length: 300 }, (_, n) => makeRun({ runId: `run-${n}`, scenario: `s-${n}` })));
    const response = await put(SECRET, MANIFEST);
    expect(response.status).toBe(200);
    expect(costOf(response).rowsRead).toBeLessThan(50);
  });
});

describe("a manifest in the snapshot", () => {
  it("is a part of a version that has runs, and another once it changes", async () => {
    await put(SECRET, MANIFEST);
    expect((await readSnapshot()).suites).toEqual([]);
    await callWith(SECRET, "POST", "/api/results", makeRun());
    const before = await readSnapshot();
    expect(before.suites[0]?.stated).toMatchObject({ suite: "suite", manifest: MANIFEST, decisions: [] });
    await put(SECRET, OTHER_TEXTS);
    const after = await readSnapshot();
    expect(after.suites[0]?.stated?.manifest).toEqual(OTHER_TEXTS);
    expect(after.parts.filter((id) => !before.parts.includes(id))).toHaveLength(1);
    expect(after.id).not.toBe(before.id);
  });
});

describe("GET /api/export/manifests.ndjson", () => {
  const lines = async (path: string): Promise<[StatedManifest[], string | null]> => {
    const response = await call(path);
    const text = new TextDecoder().decode(await response.arrayBuffer());
    return [
      text.split("\n").flatMap((line) => (line === "" ? [] : JSON.parse(line))),
      response.headers.get("x-next-cursor"),
    ];
  };

  it("gives a line a manifest, in pages, from which an empty database has all of them again", async () => {
    await put(own, MANIFEST);
    await put(own, { title: "two", share: 0.5 }, "?version=2");
    await callWith(SECRET, "PUT", "/api/suites/b%22%2F%C3%A9/manifest", { scenarioCount: 7 });
    await postLines([makeRun({ suite: "without a manifest" })]);
    const [all, next] = await lines("/api/export/manifests.ndjson");
    expect(all.map(({ suite, suiteVersion }) => [suite, suiteVersion])).toEqual([
      ['b"/é', undefined],
      ["suite", undefined],
      ["suite", "2"],
    ]);
    expect(all[1]).toEqual({ suite: "suite", manifest: MANIFEST, decisions: [] });
    expect(next).toBeNull();
    const [first, cursor] = await lines("/api/export/manifests.ndjson?limit=2");
    const [rest] = await lines(`/api/export/manifests.ndjson?cursor=${encodeURIComponent(cursor ?? "")}`);
    expect([first.length, ...rest]).toEqual([2, all[2]]);
    await startAfresh();
    expect(await lines("/api/export/manifests.ndjson")).toEqual([[], null]);
    for (const { suite, suiteVersion, manifest } of all) {
      const query = suiteVersion === undefined ? "" : `?version=${suiteVersion}`;
      const path = `/api/suites/${encodeURIComponent(suite)}/manifest${query}`;
      expect((await callWith(SECRET, "PUT", path, manifest)).status).toBe(200);
    }
    expect(await lines("/api/export/manifests.ndjson")).toEqual([all, null]);
  });

  it("takes fewer into a page where they are large", async () => {
    const long = { scenarios: Array.from({ length: 3_000 }, (_, at) => ({ scenario: `${at}`.padEnd(300, "x") })) };
    for (const version of ["1", "2", "3", "4", "5"]) await put(SECRET, long, `?version=${version}`);
    const [page, next] = await lines("/api/export/manifests.ndjson");
    expect([page.length, next]).toEqual([4, '["suite","4"]']);
    const [rest, end] = await lines(`/api/export/manifests.ndjson?cursor=${encodeURIComponent(next ?? "")}`);
    expect([rest.map(({ suiteVersion }) => suiteVersion), end]).toEqual([["5"], null]);
  });
});

describe("GET /api/suites", () => {
  const list = (path: string) => read(path) as Promise<ListedSuite[]>;

  beforeEach(async () => {
    await postLines([
      makeRun({ suite: "b", suiteVersion: "10" }),
      makeRun({ runId: "2", suite: "b", suiteVersion: "9" }),
    ]);
    await callWith(SECRET, "PUT", "/api/suites/a/manifest", { title: "A" });
    await callWith(SECRET, "PUT", "/api/suites/b/manifest?version=9", { title: "B" });
  });

  it("lists versions with runs or a manifest, in pages", async () => {
    const all = await list("/api/suites");
    expect(all).toEqual([
      { suite: "a", suiteVersion: null, title: "A", hasRuns: false, manifest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { suite: "b", suiteVersion: "10", title: null, hasRuns: true, manifest: null },
      { suite: "b", suiteVersion: "9", title: "B", hasRuns: true, manifest: expect.any(String) },
    ]);
    const pages: ListedSuite[] = [];
    let cursor: string | null = "";
    for (let page = 0; page < 4 && cursor !== null; page += 1) {
      const path: string = `/api/suites?limit=1${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;
      const response = await callWith(undefined, "GET", path);
      pages.push(...((await response.json()) as ListedSuite[]));
      cursor = response.headers.get("x-next-cursor");
    }
    expect(pages).toEqual(all);
    expect((await callWith(undefined, "GET", "/api/suites?cursor=x")).status).toBe(400);
  });

  it("leads on behind names of any characters, by a cursor that headers hold", async () => {
    await postLines(["日本", "日本 2", "😀%7E"].map((suite) => makeRun({ runId: suite, suite })));
    const found: string[] = [];
    for (let path: string | undefined = "/api/suites?limit=1"; path !== undefined; ) {
      const response: Response = await callWith(undefined, "GET", path);
      found.push(...((await response.json()) as ListedSuite[]).map(({ suite }) => suite));
      const cursor = response.headers.get("x-next-cursor");
      expect(cursor ?? "").toMatch(/^[\x21-\x7E]*$/);
      path = cursor === null ? undefined : `/api/suites?limit=1&cursor=${encodeURIComponent(cursor)}`;
    }
    expect(found).toEqual(["a", "b", "b", "日本", "日本 2", "😀%7E"]);
    expect(await read("/api/suites?cursor=%25")).toMatchObject({ status: 400, issues: [{ path: ["cursor"] }] });
  });

  it("lists the versions of one, the newest first", async () => {
    const { versions } = (await read("/api/suites/b")) as { versions: ListedSuite[] };
    expect(versions.map(({ suiteVersion }) => suiteVersion)).toEqual(["10", "9"]);
    expect(await read("/api/suites/c")).toMatchObject({ status: 404 });
  });
});
