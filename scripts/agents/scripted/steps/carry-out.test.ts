import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { carryOut, inWords } from "./carry-out.ts";
import type { Step } from "./step.ts";

let base = "";
let folder = "";
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "carry-out-"));
  folder = join(base, "workspace");
  await mkdir(folder);
});
afterEach(() => rm(base, { recursive: true }));

const file = "a.txt";
/** What becomes of a file's text by a step. */
const textAfter = async (text: string, step: Step): Promise<string> => {
  await writeFile(join(folder, file), text);
  await carryOut(folder, step);
  return readFile(join(folder, file), "utf8");
};

describe("carryOut", () => {
  it.each<[string, string, Step, string]>([
    ["replaces the first place", "x x\n", { kind: "replace", file, text: "x", by: "y", every: false }, "y x\n"],
    ["replaces every place", "x x\n", { kind: "replace", file, text: "x", by: "y", every: true }, "y y\n"],
    ["takes $ for itself", "x x", { kind: "replace", file, text: "x", by: "$&$1", every: true }, "$&$1 $&$1"],
    ["takes $ for itself once", "x", { kind: "replace", file, text: "x", by: "$&", every: false }, "$&"],
    ["sets a field", "{}", { kind: "set", file, path: "$.a", value: "[1]" }, '{\n  "a": [\n    1\n  ]\n}\n'],
    ["removes a field", '{"a":1}', { kind: "remove", file, path: "$.a" }, "{}\n"],
    ["inserts after a line", "a\n  b\nc\n", { kind: "insert", file, after: "b", lines: "x\ny\n" }, "a\n  b\nx\ny\nc\n"],
    ["appends lines", "a\n", { kind: "append", file, lines: "b\n" }, "a\nb\n"],
    ["appends lines to what has no line break at its end", "a", { kind: "append", file, lines: "b\n" }, "a\nb\n"],
    ["appends to an empty file", "", { kind: "append", file, lines: "b\n" }, "b\n"],
    ["writes a file anew", "old", { kind: "write", file, lines: "new\n" }, "new\n"],
  ])("%s", async (_, text, step, expected) => {
    expect(await textAfter(text, step)).toBe(expected);
  });

  it("writes a file in folders that it makes, and deletes one", async () => {
    await carryOut(folder, { kind: "write", file: "deep/er/b.txt", lines: "b" });
    expect(await readFile(join(folder, "deep", "er", "b.txt"), "utf8")).toBe("b");
    await carryOut(folder, { kind: "delete", file: "deep/er/b.txt" });
    expect(existsSync(join(folder, "deep", "er", "b.txt"))).toBe(false);
  });

  it("runs a command in the folder", async () => {
    await writeFile(
      join(folder, "make.mjs"),
      'import { writeFileSync } from "node:fs"; writeFileSync("made", process.argv[2]);',
    );
    await carryOut(folder, { kind: "run", command: "  node make.mjs   word " });
    expect(await readFile(join(folder, "made"), "utf8")).toBe("word");
  });

  it.each<[string, Step, string]>([
    ["a text that is not there", { kind: "replace", file, text: "z", by: "y", every: false }, "it does not contain z"],
    ["a line that is not there", { kind: "insert", file, after: "z", lines: "x" }, "it has no line z"],
    ["a file that is not there", { kind: "append", file: "none.txt", lines: "x" }, "ENOENT"],
    ["a command that fails", { kind: "run", command: "node --eval process.exit(3)" }, "exit code 3"],
    ["a program that is not there", { kind: "run", command: "no-such-program-here" }, "ENOENT"],
  ])("throws for %s", async (_, step, message) => {
    await expect(textAfter("a\n", step)).rejects.toThrow(message);
  });

  it.each<Step>([
    { kind: "write", file: "../outside.txt", lines: "x" },
    { kind: "append", file: "../there.txt", lines: "x" },
    { kind: "delete", file: "../there.txt" },
  ])("does nothing outside the folder: %j", async (step) => {
    await writeFile(join(base, "there.txt"), "kept");
    await expect(carryOut(folder, step)).rejects.toThrow();
    expect(await readFile(join(base, "there.txt"), "utf8")).toBe("kept");
    expect(existsSync(join(base, "outside.txt"))).toBe(false);
  });
});

it("says a step in a few words", () => {
  expect(inWords({ kind: "run", command: "npm test" })).toBe("run npm test");
  expect(inWords({ kind: "set", file: "package.json", path: "$.a", value: "1" })).toBe("set package.json");
});
