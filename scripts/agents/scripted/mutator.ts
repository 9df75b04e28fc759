import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { leaveTelemetry } from "./leave-telemetry.ts";
import { findFiles } from "./repair/find-files.ts";
import { listMutations } from "./repair/list-mutations.ts";

/*
 * An agent that is a script: where tests fail, it changes one operator or number of the sources after another until they pass, whatever
 * the prompt says. A search of program repair in its simplest form.
 */

/** When the search is given up: after so many milliseconds. */
const BUDGET_MS = 90_000;

/** How long the tests may take, in milliseconds: a mutation may loop for ever. */
const TEST_TIMEOUT_MS = 5_000;

const { tests, sources } = findFiles(process.cwd());
const end = performance.now() + BUDGET_MS;
let calls = 0;

const testsPass = (): boolean => {
  calls += 1;
  leaveTelemetry(calls);
  return tests.every((file) => {
    const options = { stdio: "ignore", timeout: TEST_TIMEOUT_MS, killSignal: "SIGKILL" } as const;
    return spawnSync(process.execPath, [file], options).status === 0;
  });
};

/** Tries the mutations of a file; the first with which the tests pass stays, and its title is given. */
const repair = (file: string): string | undefined => {
  const original = readFileSync(file, "utf8");
  for (const { source, title } of listMutations(original)) {
    if (performance.now() > end) break;
    calls += 1;
    writeFileSync(file, source);
    if (testsPass()) return title;
  }
  writeFileSync(file, original);
  return undefined;
};

const search = (): string => {
  if (testsPass()) return "No test fails, so nothing is done.";
  for (const file of sources) {
    const title = repair(file);
    if (title !== undefined) return `The tests pass: ${relative("", file)}, ${title}`;
  }
  return "No small change that was tried lets the tests pass.";
};

console.log(search());
