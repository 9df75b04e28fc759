import { formatCount } from "#words/numbers.ts";
import { roomOf } from "./choose-sources.ts";
import type { Verdict } from "./try-changes.ts";

/** The changes of a source: how many were noticed, and then those that were not, a line each. */
export const describeSource = (verdicts: readonly Verdict[]): string[] => {
  const missed = verdicts.filter(({ outcome }) => outcome !== "found");
  return [
    `${verdicts[0]?.file}: ${verdicts.length - missed.length} of ${verdicts.length} changes noticed`,
    ...missed.map(
      ({ file, change, outcome }) =>
        `  ${file}:${change.line}  ${change.shown}${outcome === "never run" ? "  (no test runs this)" : ""}`,
    ),
  ];
};

/** The share of some changes that was noticed, in percent. */
export const shareOf = (verdicts: readonly Verdict[]): number =>
  (100 * verdicts.filter(({ outcome }) => outcome === "found").length) / verdicts.length;

/** Which share of the changes was noticed, room by room and in all. `least`: what is expected, in percent. */
export const describeShares = (verdicts: readonly Verdict[], least: number): string[] => {
  const rooms = [...Map.groupBy(verdicts, ({ file }) => roomOf(file))].map(([room, of]) => {
    const neverRun = of.filter(({ outcome }) => outcome === "never run").length;
    return `${room}: ${shareOf(of).toFixed(1)} % of ${formatCount(of.length)} changes noticed; no test runs ${neverRun}`;
  });
  const all = `${shareOf(verdicts).toFixed(1)} % of ${formatCount(verdicts.length)} changes noticed; at least ${least} % are expected`;
  return [...rooms, all];
};
