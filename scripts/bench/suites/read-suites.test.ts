import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CliError } from "../../command/cli-error.ts";
import { GREETINGS, type MadeFolder, makeFolder, writeFiles } from "../testing/made-suite.ts";
import { readSuites } from "./read-suites.ts";

let folder: MadeFolder;
beforeEach(() => {
  folder = makeFolder(GREETINGS);
});
afterEach(() => folder.remove());

describe("readSuites", () => {
  it("reads suites with their scenarios, tiers and files", async () => {
    writeFiles(folder.path, { "no-suite/notes.md": "", ".hidden/a/scenario.yaml": "nonsense" });
    const suites = await readSuites([folder.path]);
    const scenario = {
      suite: "greetings",
      suiteVersion: "1.0",
      id: "hello",
      timeout: 2,
      success: 0.75,
    };
    expect(suites).toMatchObject([{ suite: "greetings", title: "Greetings", scenarios: [scenario] }]);
    const [hello] = suites[0]?.scenarios ?? [];
    expect(hello?.fixture).toBe(join(folder.path, "greetings", "hello", "fixture"));
    expect([...(hello?.prompts.keys() ?? [])]).toEqual(["L0", "L1"]);
    expect(hello?.evaluators.map(({ name, weight }) => [name, weight])).toEqual([
      ["says-it", 1],
      ["small", 1],
    ]);
  });

  it("does without suite.yaml, fixture and the defaults", async () => {
    writeFiles(folder.path, {
      "bare/one/scenario.yaml": "id: one\ntitle: One\nevaluators: [{ name: a, type: file-exists, file: a }]\n",
      "bare/one/prompts/default.md": "Do.",
    });
    const [bare] = await readSuites([folder.path]);
    expect(bare?.scenarios).toMatchObject([{ fixture: undefined, timeout: 600, success: 1, suiteVersion: undefined }]);
    expect([...(bare?.scenarios[0]?.prompts.keys() ?? [])]).toEqual(["default"]);
  });

  it.each([
    ["greetings/hello/scenario.yaml", "id: hello\ntitle: [", /hello.scenario\.yaml is not valid YAML: .*line 2/s],
    [
      "greetings/hello/scenario.yaml",
      "id: hello\ntitle: x\nevaluators: []\n",
      /hello.scenario\.yaml is not valid:\n.*evaluators must hold at least 1 item/s,
    ],
    [
      "greetings/hello/scenario.yaml",
      "id: hallo\ntitle: x\nevaluators: [{name: a, type: file-exists, file: a}]",
      /id is hallo, but its folder is called hello/,
    ],
    [
      "greetings/hello/scenario.yaml",
      "id: hello\ntitle: x\nfixture: ../..\nevaluators: [{name: a, type: file-exists, file: a}]",
      /must be a path within/,
    ],
    [
      "greetings/hello/scenario.yaml",
      "id: hello\ntitle: x\nfixture: nowhere\nevaluators: [{name: a, type: file-exists, file: a}]",
      /fixture is not a folder: nowhere/,
    ],
    [
      "greetings/hello/scenario.yaml",
      "id: hello\ntitle: x\ntimeuot: 3\nevaluators: [{name: a, type: file-exists, file: a}]",
      /timeuot/,
    ],
    [
      "greetings/hello/scenario.yaml",
      "id: hello\ntitle: x\nevaluators: [{name: a, type: file-exists, file: a}, {name: a, type: file-exists, file: b}]",
      /two evaluators are called a/,
    ],
    ["greetings/hello/prompts/L1-other.md", "Greet!", /two prompts for the tier L1/],
    ["greetings/hello/prompts/L\u0007-bell.md", "Ring.", /must not hold control characters/],
    ["bad\u0007/hello/scenario.yaml", "", /must not hold control characters/],
    ["greetings/suite.yaml", "version: { a: 1 }", /suite\.yaml is not valid:\n.*version/s],
  ])("names the file and what is wrong with it: %s, %j", async (file, text, message) => {
    writeFiles(folder.path, { [file]: text });
    const reading = readSuites([folder.path]);
    await expect(reading).rejects.toBeInstanceOf(CliError);
    await expect(reading).rejects.toThrow(message);
  });

  it("says what would be a suite, or a prompt, where there is none", async () => {
    const empty = makeFolder({ "x/y/notes.md": "" });
    await expect(readSuites([empty.path])).rejects.toThrow(
      /^no suite in .*SUITE.SCENARIO.scenario\.yaml would make one/,
    );
    await expect(readSuites([join(empty.path, "nowhere")])).rejects.toThrow(
      /^cannot read the folder .*nowhere: ENOENT/,
    );
    writeFiles(empty.path, {
      "x/y/scenario.yaml": "id: y\ntitle: Y\nevaluators: [{name: a, type: file-exists, file: a}]",
    });
    await expect(readSuites([empty.path])).rejects.toThrow(/y has no prompt: /);
    empty.remove();
  });
});
