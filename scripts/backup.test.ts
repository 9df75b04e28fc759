import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import type { BackupLine } from "#contract/service/backup.ts";
import { command as backupCommand } from "./backup.ts";
import { command as restoreCommand } from "./restore.ts";
import { type ContractServer, type Given, problem, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const keyLine = (id: string): BackupLine => ({ kind: "key", row: { id, name: "a\u2028b" } });
const LINES = ["a", "b", "c"].map(keyLine);

/** A database in place of the Worker's: what it has, and what it is to answer next. */
interface Fake {
  lines: unknown[];
  decisions: number;
  snapshots: string[];
  runs: unknown[];
  suites: unknown[];
}
let fake: Fake;

const page = (from: string | undefined): Given => {
  const position = Number(from ? JSON.parse(from).at(-1) : 0);
  const next = position + 2 < LINES.length ? `["key",0,${position + 2}]` : undefined;
  return {
    status: 200,
    body: LINES.slice(position, position + 2),
    headers: { "content-type": "application/x-ndjson", ...(next && { "x-next-cursor": next }) },
  };
};

let server: ContractServer;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"));
  server = await startContractServer(({ id, query, body }) => {
    if (id === "getSnapshot" && fake.snapshots.length === 0) return problem(500, "broken");
    if (id === "getSnapshot") {
      const next = fake.snapshots.length > 1 ? fake.snapshots.shift() : fake.snapshots[0];
      return { status: 200, body: { ...examples.getSnapshot.body, id: next } };
    }
    if (id === "readBackup" && fake.decisions > 0) {
      fake.decisions -= 1;
      return problem(409, "a decision was made");
    }
    if (id === "readBackup") return page(query["cursor"]);
    if (id === "listRuns") return { status: 200, body: fake.runs };
    if (id === "listSuites") return { status: 200, body: fake.suites };
    if (id === "listBatches" || id === "listKeys") return { status: 200, body: [] };
    if (id !== "restoreBackup") return undefined;
    const sent = body as unknown[];
    if (query["dry"] !== "1") fake.lines.push(...sent);
    return { status: 200, body: { restored: sent.length, present: 0 } };
  });
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const ID = "1".repeat(64);
let file: string;
let made = 0;
beforeEach(() => {
  fake = { lines: [], decisions: 0, snapshots: [ID], runs: [], suites: [] };
  made += 1;
  file = join(folder, `${made}.gz`);
  server.asked.length = 0;
});

const call = (command: typeof backupCommand, ...args: string[]) =>
  runInProcess(command, ["--url", server.url, "--key", "k", ...args], { cwd: folder });
const backUp = (...args: string[]) => call(backupCommand, ...args);
const restore = (...args: string[]) => call(restoreCommand, ...args);
const linesOf = async (path: string) =>
  gunzipSync(await readFile(path))
    .toString()
    .trimEnd()
    .split("\n");

describe("npm run backup", () => {
  it("writes every page to a file for its owner's eyes, between a head and a foot", async () => {
    const { code, output } = await backUp(file);
    expect({ code, output }).toEqual({ code: 0, output: `3 lines in ${file}; snapshot ${ID}\n` });
    const [head = "", ...lines] = await linesOf(file);
    expect(JSON.parse(head)).toMatchObject({ format: "ze-benchmarks backup", version: 1 });
    expect(lines.map((line) => JSON.parse(line))).toEqual([...LINES, { lines: 3, snapshotId: ID }]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(server.asked.every(({ key }) => key === undefined || key === "Bearer k")).toBe(true);
  });

  it("says that no snapshot stands for it where runs come in meanwhile", async () => {
    fake.snapshots = [ID, "2".repeat(64)];
    expect((await backUp(file)).output).toContain("runs came in meanwhile");
    expect(JSON.parse((await linesOf(file)).at(-1) ?? "")).toEqual({ lines: 3, snapshotId: null });
  });

  it("says why where the snapshot cannot be told", async () => {
    fake.snapshots = [];
    expect((await backUp(file)).output).toMatch(/no snapshot stands for it: .*answered 500/);
    fake.snapshots = [ID];
    await backUp(`${file}.told`);
    fake.snapshots = [];
    const { code, errors } = await restore(`${file}.told`);
    expect(code).toBe(1);
    expect(errors).toMatch(/cannot be told: .*answered 500/);
  });

  it("begins again where a decision comes in between, and gives up after three times", async () => {
    fake.decisions = 2;
    expect((await backUp(file)).code).toBe(0);
    fake.decisions = 3;
    const other = `${file}.other`;
    const { code, errors } = await backUp(other);
    expect(code).toBe(1);
    expect(errors).toContain("decisions kept coming in between");
    for (const left of [other, `${other}.partial`]) await expect(stat(left)).rejects.toThrow("ENOENT");
  });

  it("overwrites nothing, and names a file by the day where none is named", async () => {
    await writeFile(file, "mine");
    const { code, errors } = await backUp(file);
    expect({ code, text: await readFile(file, "utf8") }).toEqual({ code: 2, text: "mine" });
    expect(errors).toContain("already exists");
    expect((await backUp()).output).toMatch(/in ze-benchmarks-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.ndjson\.gz;/);
    expect((await backUp("a", "b")).code).toBe(2);
  });

  it("says that a file cannot be written", async () => {
    const other = join(folder, "nowhere", "b.gz");
    const { code, errors } = await backUp(other);
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^cannot write ${other}: ENOENT`));
  });
});

describe("npm run restore", () => {
  it("sends the lines as they are, and compares the snapshot", async () => {
    await backUp(file);
    const { code, output } = await restore(file);
    expect({ code, output }).toEqual({
      code: 0,
      output: `3 lines restored, 0 were already there\nthe database gives the same snapshot: ${ID}\n`,
    });
    expect(fake.lines).toEqual(LINES);
  });

  it("exits with 1 where the database gives another snapshot", async () => {
    await backUp(file);
    fake.snapshots = ["2".repeat(64)];
    const { code, errors } = await restore(file);
    expect(code).toBe(1);
    expect(errors).toContain(`gives snapshot ${"2".repeat(64)}, the backup had ${ID}`);
  });

  it("restores into an empty database alone, unless it goes on", async () => {
    await backUp(file);
    fake.runs = examples.listRuns.body;
    const refused = await restore(file);
    expect(refused.code).toBe(1);
    expect(refused.errors).toContain("has runs already: restore into an empty one");
    expect(fake.lines).toEqual([]);
    expect((await restore(file, "--go-on")).code).toBe(0);
    expect(fake.lines).toEqual(LINES);
  });

  it("takes a database with a manifest for one that is not empty", async () => {
    await backUp(file);
    fake.suites = examples.listSuites.body;
    expect((await restore(file)).errors).toContain("has manifests already");
    expect(fake.lines).toEqual([]);
  });

  it("tries it without doing it", async () => {
    await backUp(file);
    fake.runs = examples.listRuns.body;
    expect(await restore(file, "--dry-run")).toMatchObject({
      code: 0,
      output: "3 lines would go in, 0 are already there\n",
    });
    expect(fake.lines).toEqual([]);
  });

  it("says of a backup that no snapshot stands for that it cannot be compared", async () => {
    fake.snapshots = [ID, "2".repeat(64)];
    await backUp(file);
    const { code, errors } = await restore(file);
    expect(code).toBe(0);
    expect(errors).toContain("cannot be compared");
  });

  it.each([
    ["is not whole", (lines: string[]) => lines.slice(0, -1)],
    ["is damaged", (lines: string[]) => [...lines.slice(0, 2), ...lines.slice(3)]],
    ["is damaged", (lines: string[]) => [...lines.slice(0, 2), '{"kind":"user","row":{}}']],
    ["has a line that is not JSON", (lines: string[]) => [...lines.slice(0, 2), "{"]],
    ["is not a backup made by this version", (lines: string[]) => lines.slice(1)],
    [
      "is not a backup made by this version",
      (lines: string[]) => ['{"format":"ze-benchmarks backup","version":2}', ...lines.slice(1)],
    ],
  ])("exits with 1 for a file that %s", async (said, change) => {
    await backUp(file);
    await writeFile(file, gzipSync(`${change(await linesOf(file)).join("\n")}\n`));
    const { code, errors } = await restore(file);
    expect(errors).toContain(said);
    expect(code).toBe(1);
  });

  it("sends nothing of a file that is not whole, however long it is", async () => {
    await backUp(file);
    const [head] = await linesOf(file);
    const long = ["a", "b"].map((id) => JSON.stringify({ kind: "key", row: { id, name: "x".repeat(700_000) } }));
    await writeFile(file, gzipSync(`${[head, ...long].join("\n")}\n`));
    expect((await restore(file)).errors).toContain("is not whole: it ends after 2 lines");
    expect(fake.lines).toEqual([]);
  });

  it("exits with 1 for a file that was cut or is no gzip, and with 2 for none", async () => {
    await backUp(file);
    await writeFile(file, (await readFile(file)).subarray(0, -12));
    expect((await restore(file)).errors).toContain("cannot be read to its end");
    await writeFile(file, "text");
    expect(await restore(file)).toMatchObject({ code: 1, errors: `${file} is not a backup: it is not gzipped\n` });
    expect((await restore(join(folder, "nowhere"))).code).toBe(2);
    expect((await restore()).code).toBe(2);
    expect((await restore(file, "more")).code).toBe(2);
  });
});
