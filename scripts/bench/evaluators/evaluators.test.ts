import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runShell } from "../programs/run-program.ts";
import { RunError } from "../running/run-error.ts";
import { type MadeFolder, makeFolder, writeFiles } from "../testing/made-suite.ts";
import type { Change } from "../workspace/list-changes.ts";
import type { Verdict } from "./evaluator.ts";
import { EvaluatorSchema, evaluateBy } from "./registry.ts";

let workspace: MadeFolder;
let scenario: MadeFolder;
beforeEach(() => {
  workspace = makeFolder();
  scenario = makeFolder({ "checks/check.sh": "test -f out.txt\n" });
});
afterEach(() => {
  workspace.remove();
  scenario.remove();
});

const signal = new AbortController().signal;

/** What an evaluator, as a scenario's file has it, gives for the workspace. */
const evaluate = (settings: object, changes: Partial<Change>[] = []): Promise<Verdict> =>
  evaluateBy(EvaluatorSchema.parse({ name: "it", ...settings }))({
    workspace: workspace.path,
    scenarioFolder: scenario.path,
    prompt: "",
    answer: "",
    changes: async () => changes as Change[],
    signal,
  });

const shareOf = async (settings: object, changes?: Partial<Change>[]): Promise<number> => {
  const { score, maxScore } = await evaluate(settings, changes);
  return score / maxScore;
};

describe("command", () => {
  it("goes by the exit code, and finds the scenario's own files", async () => {
    const check = { type: "command", run: 'sh "$ZE_BENCHMARKS_SCENARIO/checks/check.sh"' };
    expect(await evaluate(check)).toMatchObject({
      score: 0,
      maxScore: 1,
      details: expect.stringContaining("exit code 1"),
    });
    writeFiles(workspace.path, { "out.txt": "" });
    expect(await evaluate(check)).toMatchObject({ score: 1, maxScore: 1 });
  });

  it.each([
    ["echo 0.25", { score: 0.25, maxScore: 1 }],
    ["echo tests: many; echo ' 3/4 '", { score: 3, maxScore: 4 }],
    ["echo 3/4; echo bye", { score: 3, maxScore: 4 }],
    [
      `echo '{"score":2,"maxScore":5,"details":"two of five"}'; exit 1`,
      { score: 2, maxScore: 5, details: "two of five" },
    ],
    ["echo no score; exit 1", { score: 0, maxScore: 1, details: "exit code 1\nno score" }],
    ["echo 0/0; echo 5/4; echo -1; exit 1", { score: 0, maxScore: 1 }],
  ])("takes a score that is printed: %s", async (run, verdict) => {
    expect(await evaluate({ type: "command", run, score: "printed" })).toMatchObject(verdict);
  });

  it("takes a command that ends well without a score for broken", async () => {
    const failure = evaluate({ type: "command", run: "echo fine", score: "printed" });
    await expect(failure).rejects.toBeInstanceOf(RunError);
    await expect(failure).rejects.toMatchObject({ errorType: "evaluation" });
  });

  it("scores 0 where what the agent left never ends", async () => {
    const verdict = await evaluate({ type: "command", run: "echo begun; sleep 30", timeout: 2 });
    expect(verdict).toEqual({ score: 0, maxScore: 1, details: "did not end within 2 s\nbegun" });
  });

  it("shows an agent's code no variables but the bare ones", async () => {
    process.env["ZE_BENCHMARKS_API_KEY"] = "do-not-show";
    try {
      expect((await evaluate({ type: "command", run: "env" })).details).not.toContain("do-not-show");
    } finally {
      delete process.env["ZE_BENCHMARKS_API_KEY"];
    }
  });
});

describe("file-exists", () => {
  it("looks for a file, or for none", async () => {
    expect(await shareOf({ type: "file-exists", file: "a/b.txt" })).toBe(0);
    expect(await shareOf({ type: "file-exists", file: "a/b.txt", absent: true })).toBe(1);
    writeFiles(workspace.path, { "a/b.txt": "" });
    expect(await shareOf({ type: "file-exists", file: "a/b.txt" })).toBe(1);
    expect(await shareOf({ type: "file-exists", file: "a/b.txt", absent: true })).toBe(0);
  });

  it("takes neither a folder nor a link out of the workspace for a file", async () => {
    writeFiles(workspace.path, { "folder/x": "" });
    symlinkSync("/etc/passwd", join(workspace.path, "link"));
    expect(await shareOf({ type: "file-exists", file: "folder" })).toBe(0);
    expect(await shareOf({ type: "file-exists", file: "link" })).toBe(0);
  });
});

describe("file-contains", () => {
  beforeEach(() => writeFiles(workspace.path, { "log.md": "# Changes\n\n- fixed the thing\n" }));

  it("scores each text that is found", async () => {
    const verdict = await evaluate({ type: "file-contains", file: "log.md", text: ["fixed", "added", "thing"] });
    expect(verdict).toEqual({ score: 2, maxScore: 3, details: 'log.md does not hold "added"' });
  });

  it("takes a pattern, line by line", async () => {
    expect(await shareOf({ type: "file-contains", file: "log.md", pattern: "^- fixed .*$" })).toBe(1);
    expect(await shareOf({ type: "file-contains", file: "log.md", pattern: "^fixed" })).toBe(0);
  });

  it("can want it not to be there", async () => {
    expect(await shareOf({ type: "file-contains", file: "log.md", text: "fixed", absent: true })).toBe(0);
    expect(await shareOf({ type: "file-contains", file: "log.md", text: "broken", absent: true })).toBe(1);
    expect(await shareOf({ type: "file-contains", file: "none.md", text: "broken", absent: true })).toBe(1);
  });

  it("tells nothing of a file outside, and does not wait for a pipe", async () => {
    symlinkSync("/etc/passwd", join(workspace.path, "link"));
    expect(await shareOf({ type: "file-contains", file: "link", text: "root" })).toBe(0);
    await runShell("mkfifo pipe", { cwd: workspace.path, env: {}, signal });
    expect(await shareOf({ type: "file-contains", file: "pipe", text: "x" })).toBe(0);
  });

  it.each([{}, { text: "a", pattern: "a" }, { pattern: "(" }])(
    "refuses settings that make no sense: %j",
    (settings) => {
      expect(EvaluatorSchema.safeParse({ name: "it", type: "file-contains", file: "a", ...settings }).success).toBe(
        false,
      );
    },
  );

  it.each(["/etc/passwd", "../x", "a/../../x"])("refuses %s for a path", (file) => {
    expect(EvaluatorSchema.safeParse({ name: "it", type: "file-exists", file }).success).toBe(false);
  });
});

describe("json-path", () => {
  const EXPECT = [
    { path: "$.dependencies.colour", matches: "^2\\." },
    { path: "$.engines", equals: { node: ">=20" } },
    { path: "$.private", exists: false },
    { path: "$..version", equals: "1.0.0" },
  ];

  it("scores each expectation that holds", async () => {
    const file = {
      engines: { node: ">=20" },
      dependencies: { colour: "2.1.0" },
      private: null,
      nested: { version: "1.0.0" },
    };
    writeFiles(workspace.path, { "package.json": JSON.stringify(file) });
    expect(await evaluate({ type: "json-path", file: "package.json", expect: EXPECT })).toEqual({
      score: 3,
      maxScore: 4,
      details: "package.json is not as expected at $.private",
    });
  });

  it("gives 0 for what is not valid JSON, and for no file", async () => {
    expect(await evaluate({ type: "json-path", file: "package.json", expect: EXPECT })).toMatchObject({
      score: 0,
      maxScore: 4,
    });
    writeFiles(workspace.path, { "package.json": "{" });
    expect(await evaluate({ type: "json-path", file: "package.json", expect: EXPECT })).toMatchObject({
      score: 0,
      details: "package.json is not valid JSON",
    });
  });

  it.each([[{ path: "a b", exists: true }], [{ path: "$.a" }], [{ path: "$.a", exists: true, equals: 1 }]])(
    "refuses an expectation that makes no sense: %j",
    (expectation) => {
      const settings = { name: "it", type: "json-path", file: "a", expect: [expectation] };
      expect(EvaluatorSchema.safeParse(settings).success).toBe(false);
    },
  );
});

describe("diff-size", () => {
  const change = (file: string, lines: number) => ({ file, linesAdded: lines, linesRemoved: 0 });

  it("gives all within the limits, and less in proportion beyond them", async () => {
    const settings = { type: "diff-size", maxFiles: 2, maxLines: 10 };
    expect(await shareOf(settings, [change("a", 4), change("b", 6)])).toBe(1);
    expect(await shareOf(settings, [change("a", 40)])).toBe(0.25);
    expect(
      await shareOf(
        settings,
        ["a", "b", "c", "d"].map((file) => change(file, 1)),
      ),
    ).toBe(0.5);
    expect(await shareOf(settings, [change("image.png", 0)])).toBe(1);
  });

  it("gives nothing for nothing", async () => {
    expect(await evaluate({ type: "diff-size", maxLines: 10 })).toMatchObject({
      score: 0,
      details: "nothing was changed",
    });
  });

  it("leaves out files that are ignored", async () => {
    const settings = { type: "diff-size", maxLines: 10, ignore: ["package-lock.json", "**/*.snap"] };
    expect(await shareOf(settings, [change("a", 5), change("package-lock.json", 900), change("x/y.snap", 900)])).toBe(
      1,
    );
  });
});
