import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import type { Manifest } from "#contract/suites/manifest.ts";
import { type MadeFolder, makeFolder } from "./bench/testing/made-suite.ts";
import { bodyOf } from "./logger/testing/memory-worker.ts";
import { command } from "./suites.ts";
import { problem, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const STATED: Manifest = {
  title: "Fix bugs",
  scenarios: [{ scenario: "a", tags: { language: "Go" } }, { scenario: "b" }],
  tiers: [{ tier: "L0", meaning: "No help: nothing but the goal" }],
};
const HEALTH = {
  ...{ status: "ok", time: "2026-01-01T00:00:00Z", database: true, schemaVersion: "1", migrationsPending: false },
  ...{ databaseMilliseconds: 1, databaseBand: "optimal", databaseTrend: "unknown" },
};
const SUITES = [
  { suite: "fix-bugs", suiteVersion: "2", title: "Fix bugs", hasRuns: true, manifest: "f".repeat(64) },
  { suite: "other", suiteVersion: null, title: null, hasRuns: false, manifest: null },
];

const asked: string[] = [];
let sent: unknown;
const answers: Record<string, [number, unknown]> = {
  "GET /health": [200, HEALTH],
  "GET /api/suites?limit=1000": [200, SUITES],
  "GET /api/suites/fix-bugs/manifest?version=2": [
    200,
    { suite: "fix-bugs", suiteVersion: "2", manifest: STATED, decisions: [] },
  ],
  "GET /api/suites/fix-bugs": [200, { suite: "fix-bugs", versions: [SUITES[0]] }],
  "GET /api/suites/fix-bug": [404, { detail: "no suite is called fix-bug (did you mean fix-bugs?)" }],
  "PUT /api/suites/fix-bugs/manifest?version=2&reason=grown": [200, { success: true, changed: ["share", "title"] }],
  "PUT /api/suites/fix-bugs/manifest?version=2": [200, { success: true, changed: [] }],
};
const server = createServer(async (request, response) => {
  const call = `${request.method} ${request.url}`;
  asked.push(call);
  const text = (await bodyOf(request)).toString();
  sent = text === "" ? undefined : JSON.parse(text);
  const [status, answer] = answers[call] ?? [404, { detail: "no manifest" }];
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
});

let url = "";
let folder: MadeFolder;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  folder = makeFolder({
    "new.yaml":
      'suite: fix-bugs\nversion: "2"\ntitle: Fix more bugs\nshare: 0.5\nscenarios: [{ scenario: b }, { scenario: c }]\n',
    "same.json": JSON.stringify({ suite: "fix-bugs", version: "2", ...STATED }),
    "unknown.yaml": "suite: new\ntitle: New\n",
    "broken.yaml": "suite: fix-bugs\ntitel: x\n",
    "number.yaml": "suite: fix-bugs\nversion: 1.10\n",
  });
});
afterEach(() => folder.remove());

const suites = (...args: string[]) => runInProcess(command, ["--url", url, "--key", "k", ...args]);
const file = (name: string) => join(folder.path, name);

describe("npm run suites", () => {
  it("lists them", async () => {
    const { code, output } = await suites("list");
    expect(code).toBe(0);
    expect(output).toMatch(/^fix-bugs +2 +yes +f{12} +Fix bugs$/m);
    expect(output).toMatch(/^other +none +none/m);
    expect(JSON.parse((await suites("list", "--json")).output)).toEqual(SUITES);
  });

  it("shows one as a file that it takes again", async () => {
    const { output } = await suites("show", "fix-bugs", "--version", "2");
    const shown = makeFolder({ "shown.yaml": output });
    expect((await suites("diff", join(shown.path, "shown.yaml"))).output).toBe("no difference\n");
    shown.remove();
    expect(JSON.parse((await suites("show", "fix-bugs", "--version", "2", "--json")).output)).toMatchObject({
      manifest: STATED,
    });
  });

  it("says how a file differs from what is stated", async () => {
    const { code, output } = await suites("diff", file("new.yaml"));
    expect(code).toBe(1);
    expect(output.trimEnd().split("\n")).toEqual([
      '~ title: "Fix bugs" → "Fix more bugs"',
      "- scenarios a",
      "+ scenarios c",
      "- tiers L0",
      "~ share: not stated → 0.5",
    ]);
    expect((await suites("diff", file("same.json"))).output).toBe("no difference\n");
    expect((await suites("diff", file("unknown.yaml"))).output).toBe('~ title: not stated → "New"\n');
  });

  it("states all that an export has, and says how it differs", async () => {
    const exported = makeFolder({
      "manifests.ndjson": `${[
        { suite: "fix-bugs", suiteVersion: "2", manifest: STATED, decisions: [{ reason: "r" }] },
        { suite: "other", manifest: { title: "Other" } },
      ]
        .map((line) => JSON.stringify(line))
        .join("\n")}\n`,
      "broken.ndjson": `${JSON.stringify({ suite: "s", manifest: {} })}\n{"suite":\n`,
      "runs.ndjson": `${JSON.stringify({ suite: "s", scenario: "a" })}\n`,
      "empty.ndjson": "\n",
    });
    answers["PUT /api/suites/other/manifest"] = [200, { success: true, changed: ["title"] }];
    const { code, output } = await suites("push", join(exported.path, "manifests.ndjson"));
    expect([code, output]).toEqual([0, "fix-bugs 2: nothing changed\nother: changed: title\n"]);
    expect(sent).toEqual({ title: "Other" });
    const differing = await suites("diff", join(exported.path, "manifests.ndjson"));
    expect([differing.code, differing.output]).toEqual([1, 'other: ~ title: not stated → "Other"\n']);
    for (const [name, problem] of [
      ["broken.ndjson", "broken.ndjson, line 2 is not valid JSON: "],
      ["runs.ndjson", "runs.ndjson, line 1 is not a manifest: manifest is missing"],
      ["empty.ndjson", "empty.ndjson holds no manifest"],
      ["none.ndjson", "none.ndjson: ENOENT"],
    ] as const) {
      const refused = await suites("push", join(exported.path, name));
      expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining(problem)]);
    }
    exported.remove();
  });

  it("states what a file says, with the reason", async () => {
    expect(await suites("push", file("new.yaml"), "--reason", "grown")).toMatchObject({
      code: 0,
      output: "changed: share, title\n",
    });
    expect(sent).toEqual({ title: "Fix more bugs", share: 0.5, scenarios: [{ scenario: "b" }, { scenario: "c" }] });
    expect((await suites("push", file("same.json"))).output).toBe("nothing changed\n");
  });

  it.each([
    [["push", "broken.yaml"], 1, "broken.yaml is not valid:\n  unknown field titel (did you mean title?)"],
    [["push", "absent.yaml"], 1, "cannot read"],
    [["push", "number.yaml"], 1, 'version must stand in quotes, such as "1.10"'],
    [
      ["show", "fix-bugs"],
      1,
      "no manifest states fix-bugs without a version: npm run suites -- list shows what there is",
    ],
    [["show", "fix-bug"], 1, "no suite is called fix-bug (did you mean fix-bugs?)"],
    [["lits"], 2, "must be list, show SUITE, push FILE, diff FILE or check SUITE: lits (did you mean list?)\n"],
    [["show"], 2, "must be list, show SUITE, push FILE, diff FILE or check SUITE: show\n"],
    [["list", "fix-bugs"], 2, "must be list, show"],
    [["remove", "fix-bugs"], 2, "must be list, show"],
  ])("refuses %j", async ([action = "", name], expected, message) => {
    const given = name?.includes(".") ? file(name) : name;
    const { code, errors } = await suites(action, ...(given === undefined ? [] : [given]));
    expect([code, errors]).toEqual([expected, expect.stringContaining(message)]);
  });
});

describe("npm run suites -- check", () => {
  const [example] = examples.listRuns.body;
  const [breakdown] = examples.getSuiteStats.body.scenarioBreakdown;
  /** What a Worker says of a suite of two scenarios, whose second the oracle fails in or not. */
  const checked = async (oracle: "pass" | "fail", ...options: string[]) => {
    const {
      url: at,
      asked: calls,
      close,
    } = await startContractServer(({ id, query }) => {
      if (id === "getManifest") return problem(404, "no manifest");
      if (id === "getSuiteStats") {
        const scenarioBreakdown = ["a", "b"].map((scenario) => ({ ...breakdown, scenario }));
        return { status: 200, body: { ...examples.getSuiteStats.body, suiteVersion: "2", scenarioBreakdown } };
      }
      if (id !== "listRuns") return undefined;
      const outcomeOf = (scenario: string) =>
        query["agent"] === "no-op" ? "fail" : scenario === "a" ? "pass" : oracle;
      const body = ["a", "b"].map((scenario) => {
        const outcome = outcomeOf(scenario);
        return { ...example, scenario, tier: "L0", agent: query["agent"], outcome, isSuccessful: outcome === "pass" };
      });
      return { status: 200, body };
    });
    const result = await runInProcess(command, ["--url", at, "check", "fix-bugs", ...options]);
    close();
    return { ...result, calls };
  };

  it("is content where the oracle passes everything and no-op nothing", async () => {
    const { code, output, calls } = await checked("pass");
    expect({ code, output }).toEqual({
      code: 0,
      output: "sound: of 2 scenarios oracle passes every one and no-op none\n",
    });
    expect(
      calls.flatMap(({ id, query }) => (id === "listRuns" ? [[query["agent"], query["suiteVersion"]]] : [])),
    ).toEqual([
      ["oracle", "2"],
      ["no-op", "2"],
    ]);
  });

  it("says which scenarios fail, and ends with 1", async () => {
    const { code, output } = await checked("fail");
    expect(code).toBe(1);
    expect(output).toMatch(/^SCENARIO +TIER +WHAT IS WRONG\nb +L0 +oracle passed 0 of 1, but should pass all\n$/);
    const { output: json } = await checked("fail", "--json");
    expect(JSON.parse(json)).toEqual({
      ...{ suite: "fix-bugs", suiteVersion: "2", scenarios: 2 },
      failures: [{ scenario: "b", tier: "L0", agent: "oracle", passes: 0, runs: 1 }],
    });
  });
});
