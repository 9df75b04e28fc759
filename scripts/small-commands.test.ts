import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { makeVerdicts } from "#statistics/cells/sample-cells.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { leaderboard } from "#statistics/ranks/leaderboard.ts";
import { command as catalogue } from "./catalogue.ts";
import { command as perf } from "./perf.ts";
import { command as recount } from "./recount.ts";
import { command as sample } from "./sample.ts";
import { writeFiles } from "./snapshots/testing/written-snapshot.ts";
import { startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "commands-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("npm run sample", () => {
  it("writes runs that end on a day, a line each, to the standard output or a file", async () => {
    const { code, output } = await runInProcess(sample, ["--until", "2026-08-06"], { cwd: folder });
    expect(code).toBe(0);
    const runs = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(runs).toHaveLength(4635);
    expect(
      runs
        .map(({ startedAt }) => startedAt.slice(0, 10))
        .sort()
        .at(-1),
    ).toBe("2026-08-06");
    await runInProcess(sample, ["--until", "2026-08-06", "--out", "x.ndjson"], { cwd: folder });
    expect(await readFile(join(folder, "x.ndjson"), "utf8")).toBe(output);
  });

  it("refuses what is no day, and says where it cannot write", async () => {
    const wrong = await runInProcess(sample, ["--until", "2026-02-30"], { cwd: folder });
    expect([wrong.code, wrong.errors]).toEqual([
      2,
      expect.stringContaining("--until must be a day such as 2026-08-01: 2026-02-30"),
    ]);
    const nowhere = await runInProcess(sample, ["--out", "none/x"], { cwd: folder });
    expect([nowhere.code, nowhere.errors]).toEqual([1, expect.stringMatching(/^cannot write none\/x: ENOENT/)]);
  });
});

describe("npm run recount", () => {
  const run = { suite: "s", scenario: "a", tier: "L0", agent: "x", status: "completed", isSuccessful: true };
  const pageOf = (pass: number) =>
    `<table data-suite="s"><tr data-entry='{"agent":"x"}' data-pass="${pass}" data-counted="2"></tr></table>`;
  /** A site with the board of one entry that passes both of its runs, and a page that says how many. */
  const recounted = async (pass: number) => {
    const entries = [{ agent: "x" }];
    const cells = makeVerdicts(0, ["11"]);
    const board = boardAnswer(
      leaderboard(cells, { metric: "success", entries }),
      { ...{ snapshot: "id", createdAt: "2026-08-01T12:00:00.000Z" }, suite: "s", suiteVersion: null, tier: null },
      { entries, cellsByEntry: [cells] },
    );
    const { entry, betterThan, note, ...figures } = board.entries[0] ?? {};
    const columns = ["metric", ...Object.keys(figures)];
    const values = ["success", ...Object.values(figures)];
    await writeFiles(folder, {
      "runs.ndjson": [1, 2].map((runId) => `${JSON.stringify({ ...run, runId })}\n`).join(""),
      "dist/index.html": pageOf(pass),
      "dist/board.json": JSON.stringify(board),
      "dist/leaderboard.json": JSON.stringify({ snapshot: "id", createdAt: "now", columns, rows: [values] }),
      "dist/leaderboard.csv": `${columns.join(",")}\r\n${values.join(",")}\r\n`,
      "dist/cells.json": JSON.stringify({ rows: [["success", "a", "L0", true]] }),
    });
    return runInProcess(recount, ["--dist", "dist", "runs.ndjson"], { cwd: folder });
  };

  it("says how much was compared, and ends with 1 by a difference", async () => {
    const { code, errors, output } = await recounted(2);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toMatch(
      /^2 runs recounted, 1 leaderboard with 1 entry compared, \d+ figures compared with JSON, 0 differences\n$/,
    );
    const wrong = await recounted(1);
    expect(wrong.code).toBe(1);
    expect(wrong.errors).toMatch(
      /^index\.html: .*: page 1 of 2, files 2 of 2\nindex\.html: pass of .* is 1, in JSON 2\n$/,
    );
    expect(wrong.output).toMatch(/, 2 differences\n$/);
  });

  it("ends with 1 where nothing was compared, and needs a file and the built site", async () => {
    await writeFile(join(folder, "empty.ndjson"), "");
    await writeFiles(folder, { "dist/index.html": "<p>nothing</p>" });
    expect((await runInProcess(recount, ["--dist", "dist", "empty.ndjson"], { cwd: folder })).code).toBe(1);
    const none = await runInProcess(recount, ["--dist", "none", "empty.ndjson"], { cwd: folder });
    expect([none.code, none.errors]).toEqual([1, expect.stringContaining("build the site first")]);
    const nothing = await runInProcess(recount, [], { cwd: folder });
    expect([nothing.code, nothing.errors]).toEqual([2, expect.stringContaining("FILE is missing")]);
  });
});

describe("npm run catalogue", () => {
  it("suggests names that look alike, as entries of the catalogue's files", async () => {
    const [model] = examples.getModelStats.body;
    const [agent] = examples.getAgentStats.body;
    const models = ["made/unheard-of-1", "Unheard of 1", "another", null];
    const server = await startContractServer(({ id }) => {
      if (id === "getModelStats") return { status: 200, body: models.map((name) => ({ ...model, model: name })) };
      return id === "getAgentStats" ? { status: 200, body: [{ ...agent, agent: "only one" }] } : undefined;
    });
    onTestFinished(() => server.close());
    const { code, output, errors } = await runInProcess(catalogue, ["suggest", "--url", server.url]);
    expect(code).toBe(0);
    expect(output).toBe("# models.yaml\n- name: Unheard of 1\n  aliases:\n    - made/unheard-of-1\n");
    expect(errors).toBe("models: 2 of 3 names look alike, in 1 group\nagents: 0 of 1 names look alike, in 0 groups\n");
  });
});

describe("npm run perf", () => {
  it.each(["--endpoints", "--memory"])("takes no file with %s", async (option) => {
    const { code, errors } = await runInProcess(perf, [option, "runs.ndjson"], { cwd: folder });
    expect(code).toBe(2);
    expect(errors).toContain(`${option} makes its own runs and takes no file: runs.ndjson`);
  });
});
