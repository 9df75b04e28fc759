import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { runScript } from "../../testing/run-script.ts";

let folder: string;
let workspace: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ze-benchmarks-scripted-"));
  workspace = join(folder, "workspace");
  await mkdir(workspace);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (files: Record<string, string>): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(workspace, name)), { recursive: true });
    await writeFile(join(workspace, name), content);
  }
};

const read = (name: string): Promise<string> => readFile(join(workspace, name), "utf8");

/** Runs a scripted agent in the workspace, and gives its answer and what it says that it used. */
const run = async (agent: string, prompt = "") => {
  const telemetry = join(folder, "telemetry.json");
  const env = { ZE_BENCHMARKS_TELEMETRY: telemetry };
  const ended = await runScript(`agents/scripted/${agent}.ts`, [], { cwd: workspace, input: prompt, env });
  expect(ended).toMatchObject({ code: 0, errors: "" });
  return { answer: ended.output, usage: JSON.parse(await readFile(telemetry, "utf8")) as unknown };
};

describe("scripted-literal", () => {
  it("carries out the steps that a prompt spells out, and says so", async () => {
    await write({
      "a.js": "x < 1 && x < 1\n",
      "b.json": '{"a": {"b": 1}, "c": 2}',
      "old.js": "",
      "log.md": "# Log\nend",
    });
    const prompt = `
In \`a.js\`, replace \`x\` by \`$&\`.
Set \`$.a.d['e-f']\` in \`b.json\` to \`file:./x\`. Set \`$.a.b\` in \`b.json\` to \`[2]\`. Remove \`$.c\` from \`b.json\`.
Delete \`old.js\`.
Insert after \`# Log\` in \`log.md\`:
\`\`\`
- new
\`\`\`
Append to \`log.md\`:
\`\`\`
last
\`\`\`
Write \`deep/new.txt\`:
\`\`\`
text
\`\`\`
Run \`node --eval process.exit(0)\`.
`;
    const { answer, usage } = await run("literal", prompt);
    expect(answer).not.toContain("could not");
    expect(usage).toEqual({ toolCalls: 9 });
    expect(await read("a.js")).toBe("$& < 1 && x < 1\n");
    expect(JSON.parse(await read("b.json"))).toEqual({ a: { b: [2], d: { "e-f": "file:./x" } } });
    expect(await read("log.md")).toBe("# Log\n- new\nend\nlast\n");
    expect(await read("deep/new.txt")).toBe("text\n");
    expect(await readdir(workspace)).not.toContain("old.js");
  });

  it("does nothing where nothing is spelled out", async () => {
    await write({ "a.js": "x" });
    expect(await run("literal", "Fix the bug.")).toEqual({
      answer: "The prompt spells out no step, so nothing is done.\n",
      usage: { toolCalls: 0 },
    });
    expect(await read("a.js")).toBe("x");
  });

  it("says which steps are impossible, carries out the others, and stays in its workspace", async () => {
    await write({ "a.js": "x", "../outside.js": "x" });
    const { answer, usage } = await run(
      "literal",
      "In `a.js`, replace `z` by `y`. Delete `gone.js`. Run `node --eval process.exit(3)`. Delete `../outside.js`. In `a.js`, replace `x` by `y`.",
    );
    expect(answer).toMatch(/could not replace a.js: it does not contain z\ncould not delete gone.js: ENOENT.*\n/);
    expect(answer).toContain("could not run node --eval process.exit(3): exit code 3");
    expect(answer).toContain("could not delete ../outside.js: leads out of the workspace");
    expect(usage).toEqual({ toolCalls: 5 });
    expect([await read("a.js"), await read("../outside.js")]).toEqual(["y", "x"]);
  });
});

describe("scripted-forgetful", () => {
  it("carries out some of many steps, not all of them", async () => {
    await write({ "a.txt": "" });
    await run("forgetful", "Append to `a.txt`:\n```\nline\n```\n".repeat(100));
    const lines = (await read("a.txt")).split("\n").length - 1;
    // Of a hundred, with a chance of four in five each: outside these bounds once in millions of runs.
    expect(lines).toBeGreaterThan(55);
    expect(lines).toBeLessThan(98);
  });
});

describe("scripted-mutator", () => {
  const fixture = inProject("scripts", "suites", "test-suite", "test-scenario", "fixture");

  it("changes one number or operator until the tests pass", async () => {
    await cp(fixture, workspace, { recursive: true });
    const { answer } = await run("mutator");
    expect(answer).toMatch(/^The tests pass: src.pager.js, line 7: 1 becomes 0\n$/);
    expect(await read("src/pager.js")).toContain("start + perPage - 0");
    expect(await read("test/pager.test.js")).toBe(await readFile(join(fixture, "test/pager.test.js"), "utf8"));
  });

  it("does nothing where no test fails, and leaves sources as they were where nothing helps", async () => {
    await write({ "src/a.mjs": "export const a = 1 + 1; // 1 < 2\n", "test/a.test.mjs": "" });
    expect(await run("mutator")).toEqual({ answer: "No test fails, so nothing is done.\n", usage: { toolCalls: 1 } });
    await write({ "test/a.test.mjs": "process.exit(1);" });
    const { answer, usage } = await run("mutator");
    expect(answer).toBe("No small change that was tried lets the tests pass.\n");
    // The tests once as they are, then an edit and the tests for each of five mutations.
    expect(usage).toEqual({ toolCalls: 11 });
    expect(await read("src/a.mjs")).toBe("export const a = 1 + 1; // 1 < 2\n");
  });
});

describe("scripted-updater", () => {
  it("sets every dependency from the registry to its newest version", async () => {
    const manifest = (dependencies: Record<string, string>) => JSON.stringify({ name: "x", dependencies });
    await write({
      "registry/a/1.9.0/package.json": "{}",
      "registry/a/1.10.0/package.json": "{}",
      "registry/b/2.0.0/package.json": manifest({ a: "file:../../a/1.9.0" }),
      "package.json": manifest({ a: "file:./registry/a/1.9.0", b: "file:registry/b/2.0.0", c: "^1.0.0" }),
      "packages/p/package.json": manifest({ a: "file:../../registry/a/1.9.0" }),
    });
    expect((await run("updater")).usage).toEqual({ toolCalls: 2 });
    expect(JSON.parse(await read("package.json"))).toMatchObject({
      dependencies: { a: "file:./registry/a/1.10.0", b: "file:registry/b/2.0.0", c: "^1.0.0" },
    });
    expect(await read("packages/p/package.json")).toContain("file:../../registry/a/1.10.0");
    expect(await read("registry/b/2.0.0/package.json")).toContain("file:../../a/1.9.0");
  });
});
