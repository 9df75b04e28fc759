import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The suite of the proof, and how many tasks it has. */
export const SUITE = "loop";
const TASKS = 10;

/** The tasks that each agent solves in a batch. */
export type Skills = Readonly<Record<string, readonly number[]>>;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, place) => from + place);

/** The first batch; then one in which `steady` has lost all but its first task, `rival` has learned them, and the two coins fell otherwise. */
export const BATCHES: Readonly<Record<"first" | "second", Skills>> = {
  first: { steady: range(1, TASKS), rival: [], coin: [1, 2], "other-coin": [1, 2, 3] },
  second: { steady: [1], rival: range(1, TASKS), coin: [1, 2, 3, 4], "other-coin": [1, 2] },
};

/** How many runs agents make of a task, by batch: so many that one task that was lost stands out among all that are looked at. */
export const TRIALS: Readonly<Record<keyof typeof BATCHES, readonly (readonly [agents: string, trials: number])[]>> = {
  first: [
    ["steady,rival", 5],
    ["coin,other-coin", 2],
  ],
  second: [
    ["steady,rival", 15],
    ["coin,other-coin", 2],
  ],
};

/** A task's name. */
export const taskOf = (number: number): string => `task-${String(number).padStart(2, "0")}`;

/** What the first agent lost from one batch to the next, by the names of the tasks. */
export const LOST =
  BATCHES.first["steady"]?.filter((task) => !BATCHES.second["steady"]?.includes(task)).map(taskOf) ?? [];

/** An agent of few skills: it solves the tasks whose numbers it is called with. */
const ACT = `import { readFileSync, writeFileSync } from "node:fs";
if (process.argv.slice(2).includes(readFileSync("task.txt", "utf8"))) writeFileSync("answer.txt", "done");
`;

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
};

/** Writes the suite, and for each batch a folder of agents of the same names. Gives the folders that `npm run bench` takes. */
export const writeSuite = async (folder: string): Promise<{ suites: string; agents: (batch: string) => string }> => {
  const suites = join(folder, "suites");
  await write(join(suites, SUITE, "suite.yaml"), "title: The suite of the proof\n");
  for (const task of range(1, TASKS)) {
    const scenario = join(suites, SUITE, taskOf(task));
    const evaluator = "[{ name: answer, type: file-contains, file: answer.txt, text: done }]";
    await write(
      join(scenario, "scenario.yaml"),
      `id: ${taskOf(task)}\ntitle: Task ${task}\nfixture: fixture\nevaluators: ${evaluator}\n`,
    );
    await write(join(scenario, "prompts", "L0-minimal.md"), "Write done into answer.txt.\n");
    await write(join(scenario, "fixture", "task.txt"), String(task));
  }
  for (const [batch, skills] of Object.entries(BATCHES)) {
    const agents = join(folder, batch);
    await write(join(agents, "act.mjs"), ACT);
    for (const [agent, tasks] of Object.entries(skills)) {
      const run = ["node", "{agentFolder}/act.mjs", ...tasks.map(String)];
      await write(join(agents, `${agent}.yaml`), `kind: command\ntitle: ${agent}\nrun: ${JSON.stringify(run)}\n`);
    }
  }
  return { suites, agents: (batch) => join(folder, batch) };
};
