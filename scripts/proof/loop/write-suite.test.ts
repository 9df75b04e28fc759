import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { BATCHES, LOST, SUITE, taskOf, writeSuite } from "./write-suite.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loop-suite-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("has one agent lose nine tasks, and keep the first", () => {
  expect(LOST).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10].map(taskOf));
  expect(LOST.at(-1)).toBe("task-10");
});

it("writes tasks that agents of the same names solve in both batches as their skills say", async () => {
  const { suites, agents } = await writeSuite(folder);
  expect(await readFile(join(suites, SUITE, "task-07", "fixture", "task.txt"), "utf8")).toBe("7");
  expect(await readFile(join(suites, SUITE, "task-07", "scenario.yaml"), "utf8")).toContain(
    "id: task-07\ntitle: Task 7\n",
  );
  for (const [batch, skills] of Object.entries(BATCHES)) {
    for (const [agent, tasks] of Object.entries(skills)) {
      const file = await readFile(join(agents(batch), `${agent}.yaml`), "utf8");
      expect(file).toContain(`run: ${JSON.stringify(["node", "{agentFolder}/act.mjs", ...tasks.map(String)])}`);
    }
    expect(Object.keys(skills)).toEqual(Object.keys(BATCHES.first));
  }
});
