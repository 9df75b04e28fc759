import { type Entry, formatEntry } from "../names/entry.ts";
import { versionKey } from "../names/key-of.ts";
import { recordOf } from "../names/records.ts";
import { CELL_KEYS, type JoinedSuite } from "./cells.ts";
import { unpackMeasures } from "./columns.ts";
import { PAIR_COLUMNS, PAIR_SUMS } from "./evaluator-pairs.ts";
import { type JoinedColumn, type JoinedPairs, joinNumbers, joinValues } from "./joined-columns.ts";
import { BATCH_MEASURES, CELL_MEASURES, type CellMeasure } from "./measures.ts";
import { numbersOf } from "./packed-columns.ts";
import { namesOf } from "./packed-names.ts";
import type { PackedCells, PackedPart } from "./parts.ts";
import type { Snapshot } from "./snapshot.ts";

/** The names of several lists in one, sorted, and for each list the new positions of its names. */
const joinNames = <T>(lists: readonly (readonly T[])[], keyOf: (name: T) => string) => {
  const byKey = new Map(lists.flat().map((name) => [keyOf(name), name]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
  const places = new Map(sorted.map(([key], place) => [key, place]));
  return {
    names: sorted.map(([, name]) => name),
    places: lists.map((list) => list.map((name) => places.get(keyOf(name)) ?? 0)),
  };
};

/** A part of cells, its columns kept in whatever way. */
interface CellPart extends JoinedSuite {
  kind: "cells";
}

/** Lays the columns of parts behind each other; where a part has none, 0. */
const joinColumn = (parts: readonly CellPart[], columnOf: (part: CellPart) => JoinedColumn | undefined): JoinedColumn =>
  joinValues(
    parts.map((part) => {
      const own = columnOf(part);
      return { length: part.cells.scenario.length, of: (row) => own?.[row] ?? 0 };
    }),
  );

const same = (name: string): string => name;

type PairColumns = Omit<JoinedPairs, "evaluators">;

/** What evaluators gave, of parts whose cells are laid behind each other; undefined: nothing anywhere. */
const joinPairs = (parts: readonly CellPart[]): JoinedPairs | undefined => {
  let before = 0;
  const given = parts.map(({ cells, evaluatorPairs }) => {
    const start = before;
    before += cells.scenario.length;
    return { start, pairs: evaluatorPairs };
  });
  if (given.every(({ pairs }) => pairs === undefined)) return undefined;
  const { names, places } = joinNames(
    given.map(({ pairs }) => pairs?.evaluators ?? []),
    same,
  );
  const joined = (key: keyof PairColumns, change: (value: number, part: number) => number) =>
    joinNumbers(
      given.map(({ pairs }, part) => ({
        length: pairs?.cell.length ?? 0,
        of: (row) => change(pairs?.[key][row] ?? 0, part),
      })),
    );
  const placed = (place: number, part: number) => places[part]?.[place] ?? 0;
  return {
    evaluators: names,
    cell: joined("cell", (place, part) => (given[part]?.start ?? 0) + place),
    a: joined("a", placed),
    b: joined("b", placed),
    ...recordOf(PAIR_SUMS, (name) => joined(name, (value) => value)),
  };
};

/** The cells of parts of one version of one suite together. */
const joinCells = (parts: readonly CellPart[]): JoinedSuite => {
  const joined = {
    scenario: joinNames(
      parts.map(({ scenarios }) => scenarios),
      same,
    ),
    tier: joinNames(
      parts.map(({ tiers }) => tiers),
      same,
    ),
    entry: joinNames<Entry>(
      parts.map(({ entries }) => entries),
      formatEntry,
    ),
  };
  const places = (key: (typeof CELL_KEYS)[number]) =>
    joinNumbers(
      parts.map(({ cells }, position) => ({
        length: cells[key].length,
        of: (row) => joined[key].places[position]?.[cells[key][row] ?? 0] ?? 0,
      })),
    );
  const measures: Partial<Record<CellMeasure, JoinedColumn>> = {};
  for (const name of CELL_MEASURES) {
    if (parts.some(({ cells }) => cells[name])) measures[name] = joinColumn(parts, ({ cells }) => cells[name]);
  }
  const [first] = parts;
  const evaluatorPairs = joinPairs(parts);
  return {
    suite: first?.suite ?? "",
    ...(first?.suiteVersion === undefined ? {} : { suiteVersion: first.suiteVersion }),
    scenarios: joined.scenario.names,
    tiers: joined.tier.names,
    entries: joined.entry.names,
    cells: {
      scenario: places("scenario"),
      tier: places("tier"),
      entry: places("entry"),
      ...measures,
    },
    ...(evaluatorPairs && { evaluatorPairs }),
  };
};

/** A part of cells with its columns unpacked. */
const unpackCells = ({ scenarios, cells, evaluatorPairs, ...rest }: PackedCells): CellPart => ({
  ...rest,
  scenarios: namesOf(scenarios),
  cells: { ...recordOf(CELL_KEYS, (key) => numbersOf(cells[key])), ...unpackMeasures(CELL_MEASURES, cells) },
  ...(evaluatorPairs && {
    evaluatorPairs: {
      evaluators: evaluatorPairs.evaluators,
      ...recordOf(PAIR_COLUMNS, (name) => numbersOf(evaluatorPairs[name])),
    },
  }),
});

/** A part as little as it can be kept in. */
const narrow = (part: PackedPart) => {
  if (part.kind === "cells") return { kind: part.kind, ...joinCells([unpackCells(part)]) };
  if (part.kind !== "batches") return part;
  const { batchId, createdAt, completedAt, claimed, entryCount, entries } = part.batches;
  return {
    kind: part.kind,
    batches: {
      ...{ batchId, claimed, ...(createdAt && { createdAt }), ...(completedAt && { completedAt }) },
      ...{ ...(entryCount && { entryCount }), ...(entries && { entries }) },
      ...unpackMeasures(BATCH_MEASURES, part.batches),
    },
  };
};

/**
 * A snapshot from its index and its parts, as they are sent or read, in whatever order: suites and names come out sorted. Parts that are
 * made when it is their turn need not all be there at once.
 */
export const joinParts = (
  { id, createdAt, runs }: Pick<Snapshot, "id" | "createdAt" | "runs">,
  given: Iterable<PackedPart>,
): Snapshot => {
  const parts = Array.from(given, narrow);
  const ofCells = parts.filter((part) => part.kind === "cells");
  const manifests = new Map(
    parts.flatMap((part) => (part.kind === "manifest" ? [[versionKey(part), part] as const] : [])),
  );
  const bySuite = [...Map.groupBy(ofCells, versionKey)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    id,
    createdAt,
    runs,
    suites: bySuite.map(([version, own]) => {
      const stated = manifests.get(version);
      return { ...joinCells(own), ...(stated && { stated }) };
    }),
    batches: parts.flatMap((part) => (part.kind === "batches" ? [part.batches] : [])),
  };
};
