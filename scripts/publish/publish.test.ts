import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inProject } from "../command/project.ts";
import { command as gate } from "../gate.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import type { RunningWorker } from "../local/worker-process.ts";
import { command as publish } from "../publish.ts";
import { command as rollback } from "../rollback.ts";
import { type Ended, runInProcess } from "../testing/run-in-process.ts";
import { command as verify } from "../verify.ts";
import { STEPS } from "./steps.ts";

const { signal } = new AbortController();
let folder: string;
let worker: RunningWorker;
let site: string;
/** What the site was after each publication: its snapshot's id. */
const ids: string[] = [];

const SCENARIOS = ["one", "two", "three", "four", "five", "six"];

const submit = async (agent: string, batchId: string, passes: boolean, times = 1) => {
  for (let trial = 0; trial < times; trial++) {
    for (const scenario of SCENARIOS) {
      await worker.client.submitRun(
        {
          ...{ runId: `${batchId}:${agent}:${scenario}:${trial}`, batchId, suite: "loop", scenario, tier: "L0", agent },
          ...{ status: "completed", isSuccessful: passes },
          ...{ startedAt: "2026-01-01T00:00:00Z", completedAt: "2026-01-01T00:01:00Z" },
        },
        { signal },
      );
    }
  }
};

const options = () => ["--url", worker.url, "--to", site, "--cache", join(folder, "cache")];
const run = (command: typeof publish, ...args: string[]): Promise<Ended> =>
  runInProcess(command, args, { cwd: folder });
const shownId = async (): Promise<string> =>
  JSON.parse(await readFile(join(site, "data", "snapshot.json"), "utf8")).id as string;
const pageOf = (path: string) => readFile(join(site, path, "index.html"), "utf8");

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "publication-"));
  site = join(folder, "site");
  worker = await startFreshWorker(folder, signal);
  await submit("steady", "first", true, 2);
  await submit("shaky", "first", false, 2);
}, 120_000);

afterAll(async () => {
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("npm run publish", { timeout: 240_000 }, () => {
  it("checks and publishes nothing with --dry-run", async () => {
    const { code, output, errors } = await run(publish, ...options(), "--dry-run");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toContain("Checked; nothing was published.");
    expect(output).toMatch(/\d+ values of \d+ tables recomputed/);
    expect(existsSync(site)).toBe(false);
  });

  it("publishes, step by step, and says how long each took", async () => {
    const { code, output, errors } = await run(publish, ...options());
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    for (const step of Object.keys(STEPS)) expect(output).toMatch(new RegExp(`${step} \\d+\\.\\d s`));
    ids.push(await shownId());
    expect(await pageOf(`snapshots/${ids[0]}`)).toContain("The pages of this site show it now.");
    expect(await pageOf("changes")).toContain("24 runs were published for the first time.");
  });

  it("ends with 3 where nothing has changed", async () => {
    const { code, output } = await run(publish, ...options(), "--if-changed");
    expect({ code, isSaid: output.includes("Nothing has changed") }).toEqual({ code: 3, isSaid: true });
    expect(output).toContain("0 parts of 2 fetched");
  });

  it("is preceded by a gate that names what a second batch made worse, for a comment", async () => {
    await submit("shaky", "second", true, 40);
    await submit("steady", "second", false, 40);
    const { code, output } = await run(gate, "--url", worker.url, "--batch", "second", "--baseline", site);
    expect(code).toBe(3);
    expect(output).toContain("<!-- ze-benchmarks gate -->");
    expect(output).toContain("| ❌ | loop (steady) | 100.0% → 0.0%, −100.0 points");
    expect(output).toContain("| ❌ | loop / three (steady) | 100.0% → 0.0%");
    expect(output).not.toMatch(/❌ \| loop[^|]*shaky/);
  });

  it("tells what moved since, and keeps the earlier snapshot", async () => {
    const { code, output } = await run(publish, ...options(), "--if-changed");
    expect(code).toBe(0);
    expect(output).toContain("1 earlier snapshot");
    ids.push(await shownId());
    const changes = await pageOf("changes");
    expect(changes).toContain("2 moves beyond noise");
    expect(changes).toMatch(/steady:\srank\s1\s→\s2,\s100\.0%\s→\s4\.8%; clearly worse/);
    expect(await readFile(join(site, "changes", "atom.xml"), "utf8")).toContain("steady: rank 1 → 2");
    expect(JSON.parse(await readFile(join(site, "snapshots", "list.json"), "utf8")).snapshots).toMatchObject([
      { id: ids[1], previous: ids[0] },
      { id: ids[0] },
    ]);
    for (const id of ids) {
      const { code, output } = await run(verify, join(site, "snapshots", id, "snapshot.json"));
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(": equal") });
    }
  });

  it("goes back to an earlier snapshot", async () => {
    expect(await run(rollback, ...options(), (ids[0] ?? "").slice(0, 10))).toMatchObject({ code: 0, errors: "" });
    expect(await shownId()).toBe(ids[0]);
    expect(await pageOf(`snapshots/${ids[1]}`)).toContain("The pages of this site show another snapshot now");
  });

  it("keeps every snapshot in the Worker's bucket, where others find it by the beginning of its id", async () => {
    for (const id of ids) {
      const { code, output } = await run(verify, id.slice(0, 10), "--url", worker.url);
      const head = `api/snapshots/${id}, snapshot ${id.slice(0, 12)}: 2 parts, `;
      expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(head) });
    }
  });

  it("leaves the published site as it was if the Worker does not answer", async () => {
    const { code, errors } = await run(
      publish,
      ...options().map((one) => (one === worker.url ? "http://localhost:1" : one)),
    );
    expect(code).toBe(1);
    expect(errors).toContain("worker failed, and the published site is as it was");
    expect(await shownId()).toBe(ids[0]);
  });

  it("takes back what the readers' site does not show", async () => {
    const elsewhere = ["--site", `${worker.url}/nowhere/`, "--ask"];
    const { code, errors } = await run(publish, ...options(), ...elsewhere);
    expect(code).toBe(1);
    expect(errors).toContain(
      `should show the snapshot ${ids[1]}; it shows none. What was deployed has been taken back`,
    );
    expect(await shownId()).toBe(ids[0]);
    expect(await pageOf("data")).not.toContain("nowhere");
  });
});

/** A file of every kind that holds numbers, by the form of its path. */
const KINDS = [
  ...["board", "leaderboard", "matrix", "scenarios"].map((name) => `suites/loop/${name}.json`),
  ...["leaderboard", "matrix", "scenarios"].map((name) => `suites/loop/${name}.csv`),
  ...["suites/loop/scenarios/one/scenario.json", "suites/loop/scenarios/one/scenario.csv"],
  ...["agents/shaky/standings.json", "agents/shaky/standings.csv"],
  ...["data/agents.json", "data/agents.csv", "data/batches.json", "data/batches.csv"],
  ...["data/snapshot.json", "snapshots/list.json"],
];

describe("every kind of file", () => {
  /** The text with another number in the place of the last that stands alone, in no name, date or hash. */
  const withOtherNumber = (text: string): string =>
    text.replace(
      /^(.*[[,:])(\d+(?:\.\d+)?)(?=[\],}\r])/s,
      (_, before: string, number: string) => `${before}${Number(number) + 1}`,
    );

  it.each(["json", "csv"])("is told where one number of it is another: %s", async (ending) => {
    const ofSnapshots = ids.flatMap((id) => [`snapshots/${id}/snapshot.json`, `snapshots/${id}/changes.json`]);
    const files = [...KINDS, ...ofSnapshots].filter((file) => file.endsWith(ending));
    const texts = await Promise.all(files.map((file) => readFile(join(site, file), "utf8")));
    const changed = texts.map(withOtherNumber);
    expect(files.filter((_, place) => changed[place] === texts[place])).toEqual([]);
    const writeAll = (all: readonly string[]) =>
      Promise.all(files.map((file, place) => writeFile(join(site, file), all[place] ?? "")));
    await writeAll(changed);
    const { output } = await run(verify, "--json", site).finally(() => writeAll(texts));
    expect(files.filter((file) => !output.includes(`"${file}: `))).toEqual([]);
    expect(await run(verify, site)).toMatchObject({ code: 0, output: expect.stringMatching(/: equal\n$/) });
  });

  it("is served with the headers that keep browsers from taking it for anything else", async () => {
    const all = await readdir(site, { recursive: true });
    const byEnding = new Map(all.filter((file) => /[^/]\.\w+$/.test(file)).map((file) => [extname(file), file]));
    expect([...byEnding.keys()]).toEqual(
      expect.arrayContaining([".html", ".json", ".csv", ".svg", ".js", ".css", ".xml"]),
    );
    for (const file of byEnding.values()) {
      const { headers, status } = await fetch(new URL(file, worker.url));
      const given = Object.fromEntries(headers);
      expect({ file, status, ...given }).toMatchObject({
        ...{ file, status: 200, "x-content-type-options": "nosniff" },
        "content-security-policy": "frame-ancestors 'none'",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cache-control": file.startsWith("_astro/")
          ? "public, max-age=31536000, immutable"
          : "public, max-age=0, must-revalidate",
      });
    }
    expect(await pageOf("")).toMatch(
      /<meta http-equiv="content-security-policy" content="default-src 'none';[^"]*script-src 'self'/,
    );
  });
});

/** All steps take minutes: what .github/CONTRIBUTING.md calls the whole form. */
const KILLED_AT = process.env["ZE_BENCHMARKS_WHOLE"] ? Object.keys(STEPS) : ["snapshot", "history", "deploy"];

describe("a publication that is killed", { timeout: 600_000 }, () => {
  /** Starts a publication and kills it, and all that it started, a moment after a step has begun. */
  const killAt = (step: string, after: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [inProject("scripts", "publish.ts"), ...options()], {
        cwd: folder,
        stdio: ["ignore", "pipe", "inherit"],
        detached: true,
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line.includes(`] ${step}:`)) setTimeout(() => process.kill(-(child.pid ?? 0), "SIGKILL"), after);
      });
      child.on("error", reject);
      child.on("close", () => resolve());
    });

  it.each(KILLED_AT)("leaves a whole site at the step %s", async (step) => {
    const before = await shownId();
    await killAt(step, step === "build" || step === "check" ? 300 : 0);
    const shown = await shownId();
    const { code, output } = await run(verify, site);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("equal") });
    expect(await pageOf("changes")).toContain("Changes");
    // From the step that deploys on either may be shown, but nothing else.
    expect(ids).toContain(shown);
    if (!["deploy", "confirm"].includes(step)) expect(shown).toBe(before);
  });

  it("is followed by one that goes forward again and leaves nothing behind", async () => {
    expect(await run(publish, ...options())).toMatchObject({ code: 0, errors: "" });
    expect(await shownId()).toBe(ids[1]);
    expect((await run(verify, site)).code).toBe(0);
    expect((await readdir(`${site}.releases`)).length).toBeLessThanOrEqual(2);
    expect(existsSync(join(folder, "cache", "lock"))).toBe(false);
  });
});

describe("npm run verify", () => {
  const changed = async (file: string, change: (text: string) => string) => {
    const text = await readFile(join(site, file), "utf8");
    expect(change(text)).not.toBe(text);
    await writeFile(join(site, file), change(text));
    try {
      const { code, errors } = await run(verify, site);
      expect(code).toBe(1);
      return errors;
    } finally {
      await writeFile(join(site, file), text);
    }
  };
  const table = "suites/loop/leaderboard.json";

  it("says equal of what was published", async () => {
    expect((await run(verify, site)).output).toMatch(
      /^data\/snapshot\.json, snapshot \w{12}: 2 parts, 504 runs, [\d,]+ values of \d+ tables recomputed: equal\n$/,
    );
  });

  it("says where one byte of a page's JSON is another", async () => {
    const errors = await changed(table, (text) => text.replace("0.047619047619047616", "0.047619047619047617"));
    expect(errors).toMatch(/^suites\/loop\/leaderboard\.json: character \d+ is not as the site writes it\n$/);
    const really = await changed(table, (text) => text.replace("0.047619047619047616", "0.057619047619047616"));
    expect(really).toMatch(/estimate of success · steady is 0\.0576\d+, recomputed 0\.047619047619047616/);
  });

  it("says where one byte of a part is another", async () => {
    const { suites } = JSON.parse(await readFile(join(site, "data", "snapshot.json"), "utf8"));
    const [part] = suites[0].parts as string[];
    const errors = await changed(`data/parts/${part}.json`, (text) =>
      text.replace('"pass":[[40,6]', '"pass":[41,[40,5]'),
    );
    expect(errors).toContain(`part ${part}: its content hashes to `);
    expect(errors).toMatch(/runs of loop is 504, its parts add up to 505/);
    expect(errors).toContain(`${table}: pass of success · shaky is 240, recomputed 241`);
  });

  it("says where one byte of the index is another", async () => {
    const errors = await changed("data/snapshot.json", (text) => text.replace('"runs":504', '"runs":505'));
    expect(errors).toMatch(/data\/snapshot\.json: its id is \w+, its content hashes to \w+/);
    expect(errors).toContain("data/snapshot.json: runs is 505, its parts add up to 504");
  });
});

describe("the program in another language", () => {
  const program = inProject("site", "public", "data", "verify.py");
  const check = () => {
    const { status, stdout, stderr } = spawnSync("python3", [program, site]);
    return { status, output: stdout.toString(), errors: stderr.toString() };
  };

  it("recomputes ids, counts, rates and rank intervals, and says equal", () => {
    expect(check()).toEqual({
      ...{ status: 0, errors: "" },
      output: expect.stringMatching(/: 504 runs, 80 values of 2 leaderboards recomputed: equal/),
    });
  });

  it.each([
    ["suites/loop/leaderboard.json", '"rows":[[1,1,', '"rows":[[1,2,'],
    ["suites/loop/leaderboard.json", "240,252", "241,252"],
    ["data/snapshot.json", '"cells":12', '"cells":13'],
  ])("says where %s has %s changed to %s", async (file, from, to) => {
    const text = await readFile(join(site, file), "utf8");
    const changed = text.replace(from, to);
    await writeFile(join(site, file), changed);
    const { status, errors } = check();
    await writeFile(join(site, file), text);
    expect({ isChanged: changed !== text, status, isSaid: errors !== "" }).toEqual({
      isChanged: true,
      status: 1,
      isSaid: true,
    });
  });
});
