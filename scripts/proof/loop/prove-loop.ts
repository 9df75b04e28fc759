import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../../command/child-process.ts";
import { CliError } from "../../command/cli-error.ts";
import { inProject } from "../../command/project.ts";
import { type BATCHES, LOST, SUITE, TRIALS, taskOf, writeSuite } from "./write-suite.ts";

/** What the proof works with. */
export interface LoopOptions {
  /** The address of a Worker whose database is empty. */
  worker: string;
  /** An empty folder. */
  folder: string;
  print: (line: string) => void;
  signal: AbortSignal;
}

/** How a command ended, and what it printed. */
interface Ended {
  code: number | null;
  text: string;
}

const require = (isTrue: boolean, what: string): void => {
  if (!isTrue) throw new CliError(`the loop does not hold: ${what}`);
};

const GATE_REGRESSION = 3;

/** The project's commands, as a person calls them: `run` gives how one ended; `succeed` its text, and a CliError where it fails. */
const commandsFor = ({ worker, folder, print, signal }: LoopOptions) => {
  const run = async (command: string, ...args: string[]): Promise<Ended> => {
    print(`$ npm run ${command} -- ${args.join(" ")}`);
    const lines: string[] = [];
    const program = [inProject("scripts", `${command}.ts`), ...args, "--url", worker];
    const code = await runChild(process.execPath, program, {
      onLine: (line, stream) => {
        lines.push(line);
        if (stream === "stdout") print(`  ${line}`);
      },
      cwd: folder,
      signal,
    });
    return { code, text: lines.join("\n") };
  };
  const succeed = async (command: string, ...args: string[]): Promise<string> => {
    const { code, text } = await run(command, ...args);
    require(code === 0, `${command} ended with ${code}\n${text}`);
    return text;
  };
  return { run, succeed };
};

/** Takes what the gate writes for a pull request: it must name the tasks that were lost, and no other. */
const checkComment = (comment: string): void => {
  const named = [...comment.matchAll(/\| ❌ \| loop \/ (task-\d+) \(([^)]+)\)/g)].map(
    ([, task, agent]) => `${task} ${agent}`,
  );
  const lost = LOST.map((task) => `${task} steady`);
  require(named.sort().join() ===
    lost.join(), `the gate names ${named.join(", ") || "no task"}, not ${lost.join(", ")}`);
  require(!comment.includes(`❌ | loop / ${taskOf(1)}`), "the gate names a task that steady still solves");
};

/** The page of changes and its feeds must name the move of the agent that has become worse, and call the others noise. */
const checkChanges = async (page: (...path: string[]) => Promise<string>): Promise<void> => {
  const changes = await page("changes", "index.html");
  const texts = {
    "/changes/": changes,
    "the Atom feed": await page("changes", "atom.xml"),
    "the JSON feed": await page("changes", "feed.json"),
  };
  for (const [name, text] of Object.entries(texts)) {
    require(/steady: rank\s1 → \d[^<"]*clearly worse/.test(text), `${name} does not say that steady has become worse`);
  }
  for (const agent of ["rival", "coin", "other-coin"]) {
    const said = new RegExp(`>\\s*${agent}: rank\\s([^<]*)`).exec(changes)?.[1] ?? "nothing";
    require(said.includes("within noise"), `/changes/ says of ${agent}: ${said}`);
  }
};

/**
 * Goes once around the publishing loop with the commands as a person calls them: two batches of agents, of which one has become worse, a
 * gate between them, and a publication after each. CliError with the first thing that is not as it must be.
 */
export const proveLoop = async (options: LoopOptions): Promise<void> => {
  const { folder, print } = options;
  const { suites, agents } = await writeSuite(folder);
  const site = join(folder, "site");
  const { run, succeed } = commandsFor(options);
  const bench = async (batch: keyof typeof BATCHES) => {
    const files = ["--suites", suites, "--agents", agents(batch), "--parallel", "2"];
    for (const [names, trials] of TRIALS[batch]) {
      await succeed("bench", SUITE, "all", "L0", names, "--batch", batch, "--trials", String(trials), ...files);
    }
  };
  const publish = () => succeed("publish", "--to", site, "--cache", join(folder, "cache"));
  const page = (...path: string[]) => readFile(join(site, ...path), "utf8");

  await bench("first");
  await publish();
  require((await page("batches", "index.html")).includes("first"), "the site does not show the first batch");

  await bench("second");
  const report = join(folder, "comment.md");
  const gate = await run("gate", "--batch", "second", "--baseline", site, "--markdown", report);
  require(gate.code === GATE_REGRESSION, `the gate ended with ${gate.code}, not with ${GATE_REGRESSION}\n${gate.text}`);
  const comment = await readFile(report, "utf8");
  checkComment(comment);
  print(comment);

  await publish();
  await checkChanges(page);
  await succeed("verify", site);
};
