import { CliError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { PROJECT } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { wholeNumber } from "./command/whole-number.ts";
import { chooseSources, drawSample } from "./proof/mutants/choose-sources.ts";
import { describeShares, describeSource, shareOf } from "./proof/mutants/describe-verdicts.ts";
import { type Ground, startTester } from "./proof/mutants/tester.ts";
import { tryChanges, type Verdict } from "./proof/mutants/try-changes.ts";
import { readImports } from "./proof/sources/import-graph.ts";
import { listSources } from "./proof/sources/list-sources.ts";

/** Where a source is tried: what has to do with the Worker's requests and data, where the Worker runs. */
const groundOf = (file: string): Ground =>
  /^worker\/(?:db|http|routes)\/|^worker\/[^/]*$/.test(file) ? "worker" : "node";

export const command = defineCommand({
  name: "mutants",
  usage: ["[options] [PATH…]"],
  about: () => `
Tries the tests: changes one operator, literal, condition, return or call of the sources at a time, and runs the tests that use the function it is in. A change that no test notices is listed with its place. SQL, types and the declarations of tables stay as they are, and so do the files: the changed sources exist in memory alone. A PATH is the start of the paths of the sources to change; by default they are statistics, http, db and import.`,
  options: {
    sample: { type: "string", value: "N", help: "try N changes of each folder, drawn by lot (default: all of them)" },
    seed: { type: "string", value: "S", default: "1", help: "what the sample depends on (default: 1)" },
    least: {
      type: "string",
      value: "P",
      default: "80",
      help: "the share of the changes, in percent, that the tests have to notice (default: 80)",
    },
  },
  notes: "Exit code: 0 if the tests notice enough, 1 if not, 2 wrong usage.",
  takesFiles: true,
  run: async ({ values, files: paths }, context) => {
    const least = wholeNumber("--least", values.least, 0, 100);
    const size = values.sample === undefined ? undefined : wholeNumber("--sample", values.sample, 1, 1_000_000);
    const all = listSources();
    const graph = readImports(PROJECT, all);
    const chosen = chooseSources(all, paths);
    const sources = size === undefined ? chosen : drawSample(chosen, size, values.seed);
    if (sources.length === 0) throw new CliError(`nothing to change below ${paths.join(", ")}`);
    const verdicts: Verdict[] = [];
    for (const ground of ["node", "worker"] as const) {
      const there = sources.filter(({ file }) => groundOf(file) === ground);
      if (there.length === 0) continue;
      const tester = await startTester(ground, context.signal);
      try {
        for await (const ofSource of tryChanges(tester, there, graph)) {
          verdicts.push(...ofSource);
          for (const line of describeSource(ofSource)) context.print(line);
        }
      } finally {
        await tester.close();
      }
    }
    for (const line of describeShares(verdicts, least)) context.print(line);
    return shareOf(verdicts) >= least ? 0 : 1;
  },
});

if (import.meta.main) await runHere(command);
