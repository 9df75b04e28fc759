import { max, min } from "d3-array";
import { formatCounted } from "#words/numbers.ts";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { requireOneOf } from "./command/one-of.ts";
import { runHere } from "./command/run-command.ts";
import { wholeNumber } from "./command/whole-number.ts";
import { readSnapshotSide } from "./gate/read-side.ts";
import { type Finding, isBroken } from "./proof/coverage/setting.ts";
import { LOSSES, resampleGate } from "./proof/coverage/simulate-gate.ts";
import { SIMULATIONS } from "./proof/coverage/simulations.ts";
import { readSnapshot } from "./snapshots/check-snapshot.ts";
import { findSnapshot } from "./snapshots/find-snapshot.ts";
import { renderTable } from "./terminal/render-table.ts";

const NAMES = SIMULATIONS.map(({ name }) => name);
const SHOWN = 5;

export const command = defineCommand({
  name: "coverage",
  usage: ["[options] [PART…]"],
  about: () => `
Tries by simulation what the statistics promise: that intervals hold the true value in as many cases as they say, that rank intervals and corrected comparisons err as seldom as they say, and how much they find. The numbers drawn are the same on every machine. A PART is one of ${NAMES.join(", ")}; by default all of them.`,
  options: {
    replicates: {
      type: "string",
      value: "N",
      default: "2000",
      help: "samples a setting (default: 2000); boards are a twentieth of that",
    },
    snapshot: {
      type: "string",
      value: "ID|FILE|URL",
      help: "with gate: also split the runs of each cell of this snapshot into random halves, and compare them with each other",
    },
    all: { type: "boolean", help: "print every setting, not only the worst of each promise" },
  },
  notes: "Exit code: 0 if every promise is kept, 1 if one is broken, 2 wrong usage.",
  takesFiles: true,
  run: async ({ values: { replicates: text, all = false, snapshot }, files: parts }, context) => {
    const { print, warn } = context;
    for (const part of parts) requireOneOf("PART", part, NAMES);
    const replicates = wholeNumber("--replicates", text, 40, 1_000_000);
    const asked = SIMULATIONS.filter(({ name }) => parts.length === 0 || parts.includes(name));
    if (snapshot !== undefined && !asked.some(({ name }) => name === "gate"))
      throw new UsageError("--snapshot is for the PART gate");
    const real = snapshot === undefined ? undefined : await readSnapshot(await findSnapshot(context, snapshot));
    const findings: Finding[] = [];
    for (const { name, run } of asked) {
      const start = Date.now();
      const found = run(replicates);
      if (name === "gate" && real) {
        const side = readSnapshotSide(real.snapshot);
        found.push(...LOSSES.flatMap((loss) => resampleGate(side, loss, replicates)));
      }
      warn(`${name}: ${formatCounted(found.length, "figure")} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
      findings.push(...found);
    }
    for (const [promise, found] of Map.groupBy(findings, ({ promise: one }) => one)) {
      print(`${promise}: ${describe(found)}`);
      print(tableOf(all ? found : found.toSorted(byWorst).slice(0, SHOWN)));
      print();
    }
    return findings.some(isBroken) ? 1 : 0;
  },
});

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const describe = (found: readonly Finding[]): string => {
  const { least, most } = found[0] ?? {};
  const range = `${percent(min(found, ({ share }) => share) ?? 0)} to ${percent(max(found, ({ share }) => share) ?? 0)}`;
  const bound =
    least === undefined ? (most === undefined ? "" : `, at most ${percent(most)}`) : `, at least ${percent(least)}`;
  const broken = found.filter(isBroken).length;
  return `${range} in ${formatCounted(found.length, "setting")}${bound}${broken > 0 ? `; BROKEN in ${broken}` : ""}`;
};

/** The worst first: the least of what should be much, the most of what should be little. */
const byWorst = (a: Finding, b: Finding): number => (a.most === undefined ? a.share - b.share : b.share - a.share);

const tableOf = (findings: readonly Finding[]): string =>
  renderTable(
    [
      { head: "SETTING", cell: ({ setting }) => setting },
      { head: "SHARE", align: "right", cell: ({ share }) => percent(share) },
      {
        head: "WITHIN",
        align: "right",
        cell: ({ interval }) => `${percent(interval.low)} to ${percent(interval.high)}`,
      },
    ],
    findings,
  );

if (import.meta.main) await runHere(command);
