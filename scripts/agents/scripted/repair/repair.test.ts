import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findFiles } from "./find-files.ts";
import { listMutations } from "./list-mutations.ts";

describe("findFiles", () => {
  it("finds tests and other sources at any depth, and none that somebody else wrote", () => {
    const folder = mkdtempSync(join(tmpdir(), "find-files-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const others = [
      ...["node_modules/x/index.js", "registry/a/index.js", ".git/hook.js", "dist/a.js", "coverage/a.js"],
      ...["src/types.ts", "README.md", "src/a.json", "src/a.js.map"],
    ];
    const files = ["index.js", "src/a.mjs", "src/deep/b.cjs", "a.test.js", "test/b.test.mjs", "src/test.js"];
    for (const file of [...files, ...others]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    mkdirSync(join(folder, "folder.js"));
    const { tests, sources } = findFiles(folder);
    const inOrder = (names: readonly string[]) => names.map((name) => join(folder, name)).sort();
    expect(tests.sort()).toEqual(inOrder(["a.test.js", "test/b.test.mjs"]));
    expect(sources.sort()).toEqual(inOrder(["index.js", "src/a.mjs", "src/deep/b.cjs", "src/test.js"]));
  });
});

describe("listMutations", () => {
  const titles = (source: string) => listMutations(source).map(({ title }) => title.replace("line 1: ", ""));

  it.each([
    ["a < b", ["< becomes <=", "< becomes >"]],
    ["a <= b", ["<= becomes <", "<= becomes >="]],
    ["a > b", ["> becomes >=", "> becomes <"]],
    ["a >= b", [">= becomes >", ">= becomes <="]],
    ["a === b", ["=== becomes !=="]],
    ["a !== b", ["!== becomes ==="]],
    ["a && b", ["&& becomes ||"]],
    ["a || b", ["|| becomes &&"]],
    ["a + b", ["+ becomes -"]],
    ["a - b", ["- becomes +"]],
    ["a += b", ["+= becomes -="]],
    ["a -= b", ["-= becomes +="]],
    ["a * b", ["* becomes /"]],
    ["a / b", ["/ becomes *"]],
    ["a % b", ["% becomes *"]],
    ["Math.floor(a)", ["Math.floor becomes Math.ceil", "Math.floor becomes Math.round"]],
    ["Math.ceil(a)", ["Math.ceil becomes Math.floor", "Math.ceil becomes Math.round"]],
    ["Math.round(a)", ["Math.round becomes Math.floor", "Math.round becomes Math.ceil"]],
    ["Math.trunc(a)", ["Math.trunc becomes Math.floor", "Math.trunc becomes Math.ceil"]],
    ["true", ["true becomes false"]],
    ["false", ["false becomes true"]],
    ["f(5)", ["5 becomes 4", "5 becomes 6"]],
    ["f(0)", ["0 becomes 1"]],
  ])("changes %s", (source, expected) => {
    expect(titles(source)).toEqual(expected);
  });

  it.each([
    "// a < b",
    "/* a < b\n1 */",
    '"a < 1"',
    "'it\\'s 1'",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template.
    "`1 ${a}`",
    "(a) => a",
    "i++",
    "--i",
    "a1",
    "trueish",
  ])("finds nothing to change in %j", (source) => {
    expect(titles(source)).toEqual([]);
  });

  it("makes one change at a time, in its place, and says the line", () => {
    const source = "// first\nconst a = (b) => b + 10;\nexport { a };\n";
    expect(listMutations(source)).toEqual([
      { source: source.replace("+", "-"), title: "line 2: + becomes -" },
      { source: source.replace("10", "9"), title: "line 2: 10 becomes 9" },
      { source: source.replace("10", "11"), title: "line 2: 10 becomes 11" },
    ]);
  });
});
