import { type BoardAnswer, BoardIndexSchema, BoardSchema } from "#contract/figures/board.ts";
import { EvaluatorReportSchema } from "#contract/figures/evaluator-report.ts";
import { versionKey } from "#contract/names/key-of.ts";
import type { Snapshot } from "#contract/snapshot/snapshot.ts";
import { boardAnswer } from "#statistics/findings/board-answer.ts";
import { evaluatorReport } from "#statistics/judges/evaluator-report.ts";
import type { RecomputedVersion } from "./boards.ts";
import type { Comparison } from "./compare-table.ts";

type Versions = ReadonlyMap<string, RecomputedVersion>;

/** The places where two documents differ, by their paths, and how many values the first has. */
export const differencesOf = (published: unknown, recomputed: unknown, path: string): Comparison => {
  if (typeof published !== "object" || published === null) {
    const isSame = Object.is(published, recomputed);
    const problem = `${path} is ${JSON.stringify(published)}, recomputed ${JSON.stringify(recomputed)}`;
    return { values: 1, problems: isSame ? [] : [problem] };
  }
  const wanted: Record<string, unknown> =
    typeof recomputed === "object" && recomputed !== null ? { ...recomputed } : {};
  const given: Record<string, unknown> = { ...published };
  const found = [...new Set([...Object.keys(given), ...Object.keys(wanted)])].map((key) =>
    differencesOf(given[key], wanted[key], path === "" ? key : `${path}.${key}`),
  );
  return {
    values: found.reduce((sum, { values }) => sum + values, 0),
    problems: found.flatMap(({ problems }) => problems),
  };
};

const recomputeBoard = (published: BoardAnswer, { id, createdAt }: Snapshot, versions: Versions) => {
  const { suite, suiteVersion, tier, metric } = published;
  const version = versions.get(versionKey({ suite, suiteVersion }));
  const position = tier === null ? undefined : version?.tiers.indexOf(tier);
  if (!version || position === -1) return undefined;
  const cellsByEntry = version.entries.map((_, entry) => version.rows.filter((cell) => cell.entry === entry));
  const subject = { snapshot: id, createdAt, suite, suiteVersion, tier };
  return boardAnswer(version.board(position, metric), subject, { entries: version.entries, cellsByEntry });
};

/** Compares the file of a board with the board that is computed anew, value by value and sentence by sentence. */
export const compareBoard = (document: unknown, file: string, snapshot: Snapshot, versions: Versions): Comparison => {
  const published = BoardSchema.safeParse(document).data;
  if (!published) return { values: 0, problems: [`${file}: it is not a board`] };
  const recomputed = recomputeBoard(published, snapshot, versions);
  if (!recomputed) return { values: 0, problems: [`${file}: the snapshot has nothing that it is about`] };
  const { values, problems } = differencesOf(published, recomputed, "");
  return { values, problems: problems.map((problem) => `${file}: ${problem}`) };
};

/** Compares what is published of a version's evaluators with what its snapshot says of them. */
export const compareEvaluators = (
  document: unknown,
  file: string,
  { id, createdAt }: Snapshot,
  versions: Versions,
): Comparison => {
  const published = EvaluatorReportSchema.safeParse(document).data;
  if (!published) return { values: 0, problems: [`${file}: it is not a report on evaluators`] };
  const version = versions.get(versionKey(published));
  if (!version) return { values: 0, problems: [`${file}: the snapshot has nothing that it is about`] };
  const { values, problems } = differencesOf(published, evaluatorReport(version, { snapshot: id, createdAt }), "");
  return { values, problems: problems.map((problem) => `${file}: ${problem}`) };
};

/** Compares the list of a suite's boards with the boards that the snapshot makes. The addresses in it are looked at as links. */
export const compareBoardIndex = (
  document: unknown,
  file: string,
  snapshot: Snapshot,
  versions: Versions,
): Comparison => {
  const published = BoardIndexSchema.safeParse(document).data;
  if (!published) return { values: 0, problems: [`${file}: it is not a list of boards`] };
  const metricsOf = (version: RecomputedVersion, tier?: number) => version.boards(tier).map(({ metric }) => metric);
  const recomputed = {
    snapshot: snapshot.id,
    suite: published.suite,
    versions: published.versions.map(({ suiteVersion, path, tiers }) => {
      const version = versions.get(versionKey({ suite: published.suite, suiteVersion }));
      if (!version) return undefined;
      const ofTiers = tiers.map((listed) => {
        const tier = version.tiers.indexOf(listed.tier);
        return tier === -1 ? undefined : { ...listed, metrics: metricsOf(version, tier) };
      });
      return { suiteVersion, path, metrics: metricsOf(version), tiers: ofTiers };
    }),
  };
  const { values, problems } = differencesOf(published, recomputed, "");
  return { values, problems: problems.map((problem) => `${file}: ${problem}`) };
};
