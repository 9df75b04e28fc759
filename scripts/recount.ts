import { formatCount, formatCounted } from "#words/numbers.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor } from "./command/connect.ts";
import { typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { compareCounts } from "./proof/recount/compare-counts.ts";
import { askAt, compareFigures } from "./proof/recount/compare-figures.ts";
import { countRuns } from "./proof/recount/count-runs.ts";
import { readPages } from "./proof/recount/read-pages.ts";

const SHOWN = 50;

export const command = defineCommand({
  name: "recount",
  usage: ["[--dist DIR] [--url URL] FILE…"],
  about: () => `
Counts passes and counted runs straight from files of runs, with code of its own, and compares them with the leaderboards of the built pages. Then compares every figure of these pages, of their CSV, of the files that the API answers with and of what stats board prints with their JSON. The FILEs (NDJSON, plain or .gz) must be all that the site was built from.`,
  options: {
    dist: { type: "string", value: "DIR", help: "the built site (default: dist)" },
    url: {
      type: "string",
      value: "URL",
      help: "the Worker that serves the site, to ask its API (default: read the files that it answers with)",
    },
  },
  notes: "Exit code: 0 no difference, 1 any difference, 2 wrong usage.",
  takesFiles: true,
  run: async ({ values: { dist, url }, files }, context) => {
    if (files.length === 0) throw new UsageError("FILE is missing");
    const { counts, runs } = await countRuns(files.map((file) => typedPath(context, file)));
    const folder = dist === undefined ? inProject("dist") : typedPath(context, dist);
    const tables = await readPages(folder);
    const { compared, differences: miscounted } = compareCounts(counts, tables);
    const figures = await compareFigures(
      folder,
      tables,
      url === undefined ? undefined : askAt(clientFor(context, { url }), context.signal),
    );
    const differences = [...miscounted, ...figures.differences];
    for (const difference of differences.slice(0, SHOWN)) context.warn(difference);
    if (differences.length > SHOWN) context.warn(`and ${formatCount(differences.length - SHOWN)} more`);
    context.print(
      `${formatCounted(runs, "run")} recounted, ${formatCounted(tables.length, "leaderboard")} with ${formatCounted(compared, "entry", "entries")} compared, ${formatCounted(figures.compared, "figure")} compared with JSON, ` +
        formatCounted(differences.length, "difference"),
    );
    return differences.length > 0 || compared === 0 ? 1 : 0;
  },
});

if (import.meta.main) await runHere(command);
