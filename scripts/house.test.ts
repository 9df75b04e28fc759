import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { command } from "./house.ts";
import { writeFiles } from "./snapshots/testing/written-snapshot.ts";
import { runInProcess } from "./testing/run-in-process.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "house-"));
});
afterEach(() => rm(folder, { recursive: true }));

const lines = (count: number) => "x();\n".repeat(count);
const house = async (files: Record<string, string>, ...args: string[]) => {
  await writeFiles(folder, { "package.json": '{ "imports": { "#words/*": "./worker/words/*" } }', ...files });
  const { code, output, errors } = await runInProcess(command, ["--folder", folder, ...args]);
  const figures = new Map(output.split("\n").map((line) => [line.slice(0, 32).trim(), line.slice(32)]));
  return { code, output, errors, figures };
};

describe("npm run house", () => {
  it("measures the sources, and the tests apart from them", async () => {
    const { code, errors, figures } = await house({
      "worker/words/a.ts": lines(10),
      "worker/words/b.ts": lines(20),
      "worker/words/c.ts": `const long = () => {\n${lines(50)}};\nconst x = y as Z;\n`,
      "worker/words/a.test.ts": `const x = y as Z;\n${lines(40)}`,
      "scripts/testing/b.ts": lines(1),
    });
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(Object.fromEntries(figures)).toMatchObject({
      "source files": "3 of 83 lines",
      "lines a file": "median 20, 95 % at most 53",
      "largest file": "worker/words/c.ts, 53 lines",
      "functions over 50 lines": "1",
      "claimed types (as X)": "1; in tests 1",
      "lines of tests to source": "0.51",
      "comments over 150 characters": "0",
      "imports in a circle": "0",
      "imports against the map": "0",
    });
  });

  it("ends with 1 by an import against the map or in a circle, and names it", async () => {
    const { code, errors, figures } = await house({
      "worker/words/a.ts": 'import "./b.ts";\n',
      "worker/words/b.ts": 'import "./a.ts";\nimport "../db/c.ts";\n',
      "worker/db/c.ts": 'import "#words/a.ts";\n',
    });
    expect(code).toBe(1);
    expect(figures.get("imports in a circle")).toBe("1");
    expect(figures.get("imports against the map")).toBe("1");
    expect(errors).toMatch(/^in a circle: worker\/\S+ → worker\/\S+/);
    expect(errors).toContain("against the map: worker/words/b.ts imports worker/db/c.ts");
  });

  it("ends with 1 by a comment that is too wide, and names its place", async () => {
    const { code, errors } = await house({ "worker/words/a.ts": `x();\n// ${"x".repeat(150)}\n` });
    expect({ code, errors }).toEqual({ code: 1, errors: "wider than 150 characters: worker/words/a.ts:2\n" });
  });

  it("lists every long function and claimed type with its place", async () => {
    const { output } = await house(
      { "worker/words/a.ts": `const x = y as Z;\nconst long = () => {\n${lines(60)}};\n` },
      "--list",
    );
    expect(output).toContain("  worker/words/a.ts:2  62 lines\n  worker/words/a.ts:1  as\n");
  });
});
