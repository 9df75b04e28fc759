import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { BoardSchema } from "#contract/figures/board.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, postLines, unlimited } from "../testing/call.ts";
import { callWith } from "../testing/keys.ts";
import { makeRun } from "../testing/make-run.ts";
import { siteOf } from "../testing/site-files.ts";

/** Three entries of a version over eight scenarios in two tiers: one passes all, one none, and one most with graded scores. */
const runsOf = (suiteVersion: string) =>
  ["all", "most", "none"].flatMap((agent) =>
    Array.from({ length: 16 }, (_, at) =>
      makeRun({
        runId: `${suiteVersion}.${agent}.${at}`,
        suiteVersion,
        agent,
        scenario: `s${at % 8}`,
        tier: at < 8 ? "L0" : "L1",
        isSuccessful: agent === "all" || (agent === "most" && at % 8 > 0),
        totalScore: agent === "all" ? 1 : agent === "most" ? 0.5 : 0,
      }),
    ),
  );

let environment = unlimited;
const ask = (path: string, init: RequestInit = {}) => call(`/api/boards/${path}`, init, environment);
const board = async (path: string) => BoardSchema.parse(await (await ask(path)).json());
const detail = async (path: string) => {
  const response = await ask(path);
  return [response.status, ProblemSchema.parse(await response.json()).detail];
};

describe("GET /api/boards/:suite", () => {
  beforeEach(async () => {
    await postLines([...runsOf("9"), ...runsOf("10")]);
    environment = { ...unlimited, ASSETS: await buildSite() };
  });

  it("gives the board of the newest version, by success rate", async () => {
    const { entries, ...head } = await board("suite");
    expect(head).toMatchObject({ suite: "suite", suiteVersion: "10", tier: null, metric: "success", graded: true });
    expect(head).toMatchObject({ rule: "found", cells: 16, outside: 0, ranked: 3, first: null, firstClearGap: 2 });
    expect(head.snapshot).toMatch(/^[0-9a-f]{64}$/);
    expect(head.findings[0]).toBe("2 of 3 ranked entries may be first.");
    expect(
      entries.map(({ entry, rankFrom, rankTo, group, pass, counted }) => [
        entry,
        rankFrom,
        rankTo,
        group,
        pass,
        counted,
      ]),
    ).toEqual([
      ["all", 1, 2, 1, 16, 16],
      ["most", 1, 2, 1, 14, 16],
      ["none", 3, 3, 2, 0, 16],
    ]);
    expect(entries.map(({ betterThan }) => betterThan)).toEqual([[[2, 2]], [[2, 2]], []]);
  });

  it.each([
    ["suite?version=9", { suiteVersion: "9", tier: null, metric: "success", cells: 16 }],
    ["suite?version=10&tier=L1", { suiteVersion: "10", tier: "L1", metric: "success", cells: 8 }],
    ["suite?metric=score", { suiteVersion: "10", tier: null, metric: "score" }],
    ["suite?version=9&tier=L0&metric=score", { suiteVersion: "9", tier: "L0", metric: "score" }],
  ])("gives the one that is asked for: %s", async (path, expected) => {
    expect(await board(path)).toMatchObject(expected);
  });

  it("hands the file on as it is", async () => {
    const file = await environment.ASSETS.fetch("https://assets.local/suites/suite/board.json");
    expect(await (await ask("suite")).text()).toBe(await file.text());
  });

  it("is answered 304 to a client that has the file", async () => {
    const etag = (await ask("suite")).headers.get("etag") ?? "";
    expect((await ask("suite", { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await ask("suite", { headers: { "if-none-match": '"another"' } })).status).toBe(200);
  });

  it.each([
    ["other", "no suite is called other"],
    ["suit", "no suite is called suit (did you mean suite?)"],
    ["suite?version=11", "the site that was built last has no version 11 of suite suite; it has 10, 9"],
    ["suite?tier=L2", "the site that was built last has no tier L2 of suite suite (did you mean L0?); it has L0, L1"],
  ])("says what there is instead: %s", async (path, expected) => {
    expect(await detail(path)).toEqual([404, expected]);
  });

  it("says so where the last build is older than a suite's runs", async () => {
    await postLines([makeRun({ suite: "newer" })]);
    expect(await detail("newer")).toEqual([
      404,
      "the site that was built last has no suite newer, which has runs: build it anew (npm run build)",
    ]);
  });

  it("says so where a suite has a manifest alone", async () => {
    await callWith(env.API_SECRET_KEY, "PUT", "/api/suites/stated/manifest", { title: "Stated" });
    expect(await detail("stated")).toEqual([404, "suite stated has a manifest and no runs yet, so no board"]);
  });

  it("has no board by score where scores are 0 and 1", async () => {
    await postLines([makeRun({ suite: "plain" })]);
    environment = { ...unlimited, ASSETS: await buildSite() };
    expect(await detail("plain?metric=score")).toEqual([
      404,
      "suite plain has no board by score here, only by success",
    ]);
  });

  it("names the command that builds a site where there is none, and the file that a broken one lacks", async () => {
    environment = unlimited;
    expect(await detail("suite")).toEqual([
      404,
      "no site has been built, and boards are computed by that: npm run build",
    ]);
    const page = { path: "/suites/suite/", metrics: ["success"] };
    const index = { snapshot: "", suite: "suite", versions: [{ suiteVersion: null, ...page, tiers: [] }] };
    environment = { ...unlimited, ASSETS: siteOf(new Map([["/suites/suite/boards.json", JSON.stringify(index)]])) };
    expect(await detail("suite")).toEqual([
      404,
      "the site that was built last lacks the file /suites/suite/board.json: build it anew",
    ]);
  });

  it("reads no row of the database", async () => {
    expect((await ask("suite")).headers.get("server-timing")).toContain("queries=0 rows_read=0");
  });
});
