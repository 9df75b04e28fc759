import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command as changesCommand } from "./changes.ts";
import { filesOf, suiteOf, writeFiles, writtenSnapshot } from "./snapshots/testing/written-snapshot.ts";
import { runInProcess } from "./testing/run-in-process.ts";
import { command as verifyCommand } from "./verify.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "snapshot-commands-"));
});
afterEach(() => rm(folder, { recursive: true }));

const verify = (...args: string[]) => runInProcess(verifyCommand, args, { cwd: folder });
const changes = (...args: string[]) => runInProcess(changesCommand, args, { cwd: folder });
const written = writtenSnapshot([suiteOf({ steady: 10, shaky: 0 })]);
const short = written.id.slice(0, 12);
const [part = ""] = written.parts.keys();

describe("npm run verify", () => {
  it("says that a snapshot is as it should be, and that no pages are at hand", async () => {
    await writeFiles(folder, filesOf(written));
    const { code, output, errors } = await verify(".");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(new RegExp(`, snapshot ${short}: 1 part, 160 runs, no pages of it are at hand: equal\n$`));
  });

  it("recomputes the tables of the site that shows it, and names each difference", async () => {
    const about = { snapshot: written.id, createdAt: "2026-01-01T00:00:00.000Z" };
    const agents = {
      ...about,
      columns: ["name", "suites", "entries"],
      rows: [
        ["steady", 1, 1],
        ["shaky", 1, 2],
      ],
    };
    await writeFiles(folder, {
      ...filesOf(written, "site/data/snapshot.json", "site/data/parts"),
      "site/data/agents.json": JSON.stringify(agents),
    });
    const { code, output, errors } = await verify("site");
    expect(code).toBe(1);
    expect(errors).toBe(
      "data/agents.json: entries of shaky is 2, recomputed 1\ndata/agents.csv: it is missing\nno leaderboard of s\n",
    );
    expect(output).toMatch(/: 1 part, 160 runs, 6 values of 1 table recomputed: 3 differences\n$/);
    const report = JSON.parse((await verify("site", "--json")).output);
    expect(report).toMatchObject({ id: written.id, parts: 1, runs: 160, tables: 1, values: 6 });
    expect(report.problems).toHaveLength(3);
  });

  it("says what is wrong with a damaged one, at most fifty things", async () => {
    await writeFiles(folder, { ...filesOf(written), [`parts/${part}.json`]: "{}" });
    const { code, errors } = await verify(".");
    expect(code).toBe(1);
    expect(errors).toContain(`part ${part}: its content hashes to`);
    const rows = Array.from({ length: 60 }, (_, n) => [`a${n}`, 1, 1]);
    const about = { snapshot: written.id, createdAt: "2026-01-01T00:00:00.000Z" };
    await writeFiles(folder, {
      ...filesOf(written, "site/data/snapshot.json", "site/data/parts"),
      "site/data/agents.json": JSON.stringify({ ...about, columns: ["name", "suites", "entries"], rows }),
    });
    const { errors: many } = await verify("site");
    // Sixty rows of nobody, two that are missing, the CSV, and the leaderboard.
    expect(many.trimEnd().split("\n")).toHaveLength(51);
    expect(many.trimEnd().split("\n").at(-1)).toBe("and 14 more");
  });

  it.each([[[]], [["a", "b"]]])("refuses %j", async (args) => {
    const { code, errors } = await verify(...args);
    expect(code).toBe(2);
    expect(errors).toContain("name one snapshot: an ID, a file or an address");
  });
});

describe("npm run changes", () => {
  beforeEach(async () => {
    const worse = writtenSnapshot([suiteOf({ steady: 0, shaky: 10, newcomer: 5 })], "2026-02-01T00:00:00.000Z");
    await writeFiles(join(folder, "a"), filesOf(written));
    await writeFiles(join(folder, "b"), filesOf(worse));
  });

  it("says what moved beyond noise, suite by suite", async () => {
    const { code, output } = await changes("a", "b");
    expect(code).toBe(0);
    const [head, ...lines] = output.trimEnd().split("\n");
    expect(head).toMatch(/^160 → 240 runs: [1-9]\d* moves? beyond noise, \d+ within it$/);
    expect(lines.slice(0, 3)).toEqual(["", "## s", ""]);
    expect(lines.slice(3).every((line) => /^- [A-Z]?.+: .+/.test(line))).toBe(true);
    expect(output).toMatch(/steady: rank 1 → 3/);
    expect(output).toMatch(/newcomer/);
  });

  it("says that nothing differs between one and itself", async () => {
    expect((await changes("a", "a")).output).toBe("160 → 160 runs: 0 moves beyond noise, 0 within it\n");
    const json = JSON.parse((await changes("a", "b", "--json")).output);
    expect(json).toMatchObject({ from: written.id, runsBefore: 160, runs: 240 });
  });

  it.each([[["a"]], [["a", "b", "c"]]])("refuses %j", async (args) => {
    const { code, errors } = await changes(...args);
    expect(code).toBe(2);
    expect(errors).toContain("name two snapshots, A and B");
  });
});
