import { spawnSync } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { confine } from "../../../bench/workspace/confine.ts";
import { readValue, withField } from "./json-field.ts";
import type { Step } from "./step.ts";

/** How long a command may take, in milliseconds. */
const TIMEOUT_MS = 60_000;

const insertAfter = (text: string, after: string, lines: string): string => {
  const all = text.split("\n");
  const position = all.findIndex((line) => line.trim() === after.trim());
  if (position === -1) throw new Error(`it has no line ${after}`);
  return [...all.slice(0, position + 1), ...lines.replace(/\n$/, "").split("\n"), ...all.slice(position + 1)].join(
    "\n",
  );
};

/** What a file's text becomes. */
const edited = (text: string, step: Exclude<Step, { kind: "run" | "delete" | "write" }>): string => {
  switch (step.kind) {
    case "replace":
      if (!text.includes(step.text)) throw new Error(`it does not contain ${step.text}`);
      // As a function, so that $ stands for itself.
      return step.every ? text.replaceAll(step.text, () => step.by) : text.replace(step.text, () => step.by);
    case "set":
      return withField(text, step.path, readValue(step.value));
    case "remove":
      return withField(text, step.path, undefined);
    case "insert":
      return insertAfter(text, step.after, step.lines);
    case "append":
      return `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${step.lines}`;
  }
};

const run = (folder: string, command: string): void => {
  const [program = "", ...args] = command.trim().split(/\s+/);
  const { status, error } = spawnSync(program, args, {
    cwd: folder,
    stdio: "ignore",
    timeout: TIMEOUT_MS,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`exit code ${status}`);
};

/** Carries out a step in a folder, and nowhere outside. Throws where that is impossible, and for a command that fails. */
export const carryOut = async (folder: string, step: Step): Promise<void> => {
  if (step.kind === "run") return run(folder, step.command);
  const file = await confine(folder, step.file);
  if (step.kind === "delete") return await rm(file);
  if (step.kind === "write") await mkdir(dirname(file), { recursive: true });
  const text = step.kind === "write" ? step.lines : edited(await readFile(file, "utf8"), step);
  await writeFile(file, text);
};

/** A step in a few words. */
export const inWords = (step: Step): string =>
  step.kind === "run" ? `run ${step.command}` : `${step.kind} ${step.file}`;
