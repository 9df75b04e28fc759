import { formatCount, formatCounted } from "#words/numbers.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, URL_OPTION } from "./command/connect.ts";
import { runHere } from "./command/run-command.ts";
import { checkSnapshot } from "./snapshots/check-snapshot.ts";
import { findSnapshot } from "./snapshots/find-snapshot.ts";
import { printJson } from "./terminal/print.ts";
import { verifyPublished } from "./verify/verify-published.ts";

const SHOWN = 50;

export const command = defineCommand({
  name: "verify",
  usage: ["[options] ID|FILE|URL"],
  about: () => `
Recomputes what was published, from the snapshot alone: the id of the index and of every part, what the index says of the number of cells and runs, and, where the site that shows the snapshot is at hand, every value of every table of it. Says that all is equal, or where it is not.

ID: a snapshot that was built or published from here, or frozen by the Worker. FILE: a built site, an index with its parts, or a folder with index.json and parts/. URL: a published site, or an index on one.`,
  options: { ...URL_OPTION, ...JSON_OPTION },
  notes: "Exit code: 0 equal, 1 something differs or cannot be read, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [reference, ...more] }, context) => {
    if (reference === undefined || more.length > 0)
      throw new UsageError("name one snapshot: an ID, a file or an address");
    const { url } = clientFor(context, values);
    const found = await findSnapshot(context, reference, url);
    const report = await verifyPublished(found, await checkSnapshot(found));
    const { id, parts, runs, tables, values: compared, problems } = report;
    if (values.json) printJson(context, report);
    else {
      for (const problem of problems.slice(0, SHOWN)) context.warn(problem);
      if (problems.length > SHOWN) context.warn(`and ${formatCount(problems.length - SHOWN)} more`);
      const what = `${found.name}, snapshot ${id?.slice(0, 12) ?? "of no id"}: ${formatCounted(parts, "part")}, ${formatCounted(runs, "run")}`;
      const recomputed =
        tables === null
          ? "no pages of it are at hand"
          : `${formatCounted(compared, "value")} of ${formatCounted(tables, "table")} recomputed`;
      const verdict = problems.length === 0 ? "equal" : formatCounted(problems.length, "difference");
      context.print(`${what}, ${recomputed}: ${verdict}`);
    }
    return problems.length === 0 ? 0 : 1;
  },
});

if (import.meta.main) await runHere(command);
