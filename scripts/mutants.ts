import { interruptedSignal } from "./command/interruption.ts";
import { PROJECT } from "./command/project.ts";
import { runCommand, wholeNumber } from "./command/run-command.ts";
import { chooseSources, drawSample } from "./proof/mutants/choose-sources.ts";
import { type Ground, startTester } from "./proof/mutants/tester.ts";
import { tryChanges, type Verdict } from "./proof/mutants/try-changes.ts";
import { readImports } from "./proof/sources/import-graph.ts";
import { listSources } from "./proof/sources/list-sources.ts";

const HELP = `
npm run mutants -- [options] [PATH…]

Tries the tests: changes one operator, literal, condition, return or call of the sources at a time and runs the tests that use the
function it is in. A change that no test notices is listed with its place. SQL, types and the declarations of tables stay as they are,
and so do the files: the changed sources exist in memory alone.

  PATH         the start of the paths of the sources (default: statistics, http, db and import)
  --sample N   try N changes drawn from all (default: all of them)
  --seed S     what the sample follows from (default: 1)
  --least P    the share of the changes, in percent, that the tests have to notice (default: 80)
  -h, --help   this

Exit code: 0 if the tests notice enough, 1 if not.
`;

/** Where a source is tried: what has to do with the Worker's requests and data, where the Worker runs. */
const groundOf = (file: string): Ground =>
  /^worker\/(?:db|http|routes)\/|^worker\/[^/]*$/.test(file) ? "worker" : "node";

await runCommand({
  name: "mutants",
  help: HELP,
  takesFiles: true,
  options: {
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    least: { type: "string", default: "80" },
  },
  run: async ({ values, files: paths }) => {
    const signal = interruptedSignal();
    const least = wholeNumber("--least", values.least, 0, 100);
    const all = listSources();
    const graph = readImports(PROJECT, all);
    const usual = chooseSources(all, paths);
    const sources =
      values.sample === undefined
        ? usual
        : drawSample(usual, wholeNumber("--sample", values.sample, 1, 1_000_000), values.seed);
    const verdicts: Verdict[] = [];
    for (const ground of ["node", "worker"] as const) {
      const there = sources.filter(({ file }) => groundOf(file) === ground);
      if (there.length === 0) continue;
      const tester = await startTester(ground);
      signal.addEventListener("abort", () => process.exit(130), { once: true });
      try {
        for await (const ofSource of tryChanges(tester, there, graph)) {
          verdicts.push(...ofSource);
          printSource(ofSource);
        }
      } finally {
        await tester.close();
      }
    }
    return printShare(verdicts, least) ? 0 : 1;
  },
});

function printSource(verdicts: readonly Verdict[]): void {
  const missed = verdicts.filter(({ outcome }) => outcome !== "found");
  console.log(`${verdicts[0]?.file}: ${verdicts.length - missed.length} of ${verdicts.length} changes noticed`);
  for (const { file, change, outcome } of missed) {
    console.log(`  ${file}:${change.line}  ${change.shown}${outcome === "never run" ? "  (no test runs this)" : ""}`);
  }
}

/** Says which share of the changes was noticed, in all and by folder; gives whether that is enough. */
function printShare(verdicts: readonly Verdict[], least: number): boolean {
  const rooms = Map.groupBy(verdicts, ({ file }) => file.split("/", 2).join("/"));
  const share = (of: readonly Verdict[]) => (100 * of.filter(({ outcome }) => outcome === "found").length) / of.length;
  for (const [room, of] of rooms) {
    const neverRun = of.filter(({ outcome }) => outcome === "never run").length;
    console.log(`${room}: ${share(of).toFixed(1)} % of ${of.length} changes noticed, ${neverRun} that no test runs`);
  }
  const total = share(verdicts);
  console.log(
    `${total.toFixed(1)} % of ${verdicts.length.toLocaleString("en")} changes noticed; at least ${least} % have to be`,
  );
  return total >= least;
}
