import { UsageError } from "./command/cli-error.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand } from "./command/run-command.ts";
import { compareCounts } from "./proof/recount/compare-counts.ts";
import { countRuns } from "./proof/recount/count-runs.ts";
import { readPages } from "./proof/recount/read-pages.ts";

const HELP = `
npm run recount -- [--dist DIR] FILE…

Counts passes and counted runs straight from files of runs, with code of its own, and compares them with the leaderboards
on the built pages. The FILEs (NDJSON, plain or .gz) must be all that the site was built from.

  --dist DIR   the built site (default: dist)
  -h, --help   this

Exit code: 0 no difference, 1 any difference, 2 wrong usage.
`;

const SHOWN = 50;

await runCommand({
  name: "recount",
  help: HELP,
  takesFiles: true,
  options: { dist: { type: "string" } },
  run: async ({ values: { dist }, files }) => {
    if (files.length === 0) throw new UsageError("no file given");
    const { counts, runs } = await countRuns(files.map(typedPath));
    const tables = await readPages(dist === undefined ? inProject("dist") : typedPath(dist));
    const { compared, differences } = compareCounts(counts, tables);
    for (const difference of differences.slice(0, SHOWN)) console.error(difference);
    if (differences.length > SHOWN) console.error(`and ${differences.length - SHOWN} more`);
    console.log(
      `${runs.toLocaleString("en")} runs recounted, ${tables.length} leaderboards with ${compared.toLocaleString("en")} entries compared, ` +
        `${differences.length} differences`,
    );
    return differences.length > 0 || compared === 0 ? 1 : 0;
  },
});
