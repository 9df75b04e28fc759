import { compareSnapshots } from "#statistics/changes/compare-snapshots.ts";
import { isMove, isNoise } from "#statistics/changes/noise.ts";
import { CHANGE_WORDS, describeChange, suiteOfChange } from "#words/changes.ts";
import { formatCount, formatCounted } from "#words/numbers.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, JSON_OPTION, URL_OPTION } from "./command/connect.ts";
import { runHere } from "./command/run-command.ts";
import { readSnapshot } from "./snapshots/check-snapshot.ts";
import { findSnapshot } from "./snapshots/find-snapshot.ts";
import { printJson } from "./terminal/print.ts";

export const command = defineCommand({
  name: "changes",
  usage: ["[options] A B"],
  about: () => `
Says what differs in snapshot B from snapshot A, as Markdown: new entries and runs, corrections, boards, records, and ranks that moved beyond noise; what may be chance is listed apart. A and B are ids of snapshots that were built or published from here, files, or addresses of sites.`,
  options: { ...URL_OPTION, ...JSON_OPTION },
  notes: "Exit code: 0 done, whatever changed; 1 something cannot be read; 2 wrong usage; 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [a, b, ...more] }, context) => {
    if (a === undefined || b === undefined || more.length > 0) throw new UsageError("name two snapshots, A and B");
    const { url } = clientFor(context, values);
    const [before, after] = [await findSnapshot(context, a, url), await findSnapshot(context, b, url)];
    const found = compareSnapshots((await readSnapshot(before)).snapshot, (await readSnapshot(after)).snapshot);
    if (values.json) {
      printJson(context, found);
      return 0;
    }
    const { changes, runs, runsBefore } = found;
    const [moves, noise] = [changes.filter(isMove), changes.filter(isNoise)];
    context.print(
      `${formatCount(runsBefore)} → ${formatCounted(runs, "run")}: ${formatCounted(moves.length, "move")} beyond noise, ${formatCount(noise.length)} within it`,
    );
    for (const [suite, own] of Map.groupBy(changes, suiteOfChange)) {
      context.print(`\n## ${suite}\n`);
      for (const change of own) context.print(`- ${CHANGE_WORDS[change.kind]}: ${describeChange(change)}`);
    }
    return 0;
  },
});

if (import.meta.main) await runHere(command);
