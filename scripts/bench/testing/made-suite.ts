import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Writes files below a folder, by their paths. */
export const writeFiles = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
};

/** A folder for a test, with files in it. */
export interface MadeFolder {
  path: string;
  remove: () => void;
}

/** Makes a folder with files, by their paths. */
export const makeFolder = (files: Readonly<Record<string, string>> = {}): MadeFolder => {
  const path = mkdtempSync(join(tmpdir(), "ze-benchmarks-test-"));
  writeFiles(path, files);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Has temporary files go into a folder of the test's own; gives what tells their names there. */
export const watchTemporaryFiles = (folder: string, setVariable: (name: string, value: string) => void) => {
  setVariable("TMPDIR", folder);
  return (): string[] => readdirSync(folder);
};

/** A suite "greetings" with a scenario "hello" in which out.txt must hold "hello". Half its weight is for not changing much. */
export const GREETINGS = {
  "greetings/suite.yaml": 'title: Greetings\nversion: "1.0"\n',
  "greetings/hello/scenario.yaml": `
id: hello
title: Say hello
timeout: 2
fixture: fixture
success: 0.75
evaluators:
  - { name: says-it, type: file-contains, file: out.txt, text: hello }
  - { name: small, type: diff-size, maxLines: 2 }
`,
  "greetings/hello/prompts/L0-minimal.md": "Greet.\n",
  "greetings/hello/prompts/L1-basic.md": "Write hello into out.txt.\n",
  "greetings/hello/fixture/README.md": "# Greetings\n",
  "greetings/hello/solution/out.txt": "hello\n",
} as const;

/** Agents for it, as files: one that does it, one that does it only when the prompt says where, and several that do not. */
export const GREETERS = {
  "echo.yaml": "kind: echo\ntitle: Does nothing\n",
  "greeter.yaml":
    "kind: command\ntitle: Greets\nvariant: v1\nrun: [sh, -c, 'echo hello > out.txt; echo done in $PWD']\n",
  "reader.yaml": "kind: command\nrun: [sh, -c, 'grep -q out.txt && echo hello > out.txt || true']\n",
  "sleeper.yaml": "kind: command\nrun: [sleep, '60']\n",
  "quitter.yaml": "kind: command\nrun: [sh, -c, 'echo no idea >&2; exit 3']\n",
} as const;
