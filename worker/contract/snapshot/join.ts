import { type Entry, formatEntry } from "../names/entry.ts";
import { versionKey } from "../names/key-of.ts";
import { recordOf } from "../names/records.ts";
import { CELL_KEYS, type JoinedSuite } from "./cells.ts";
import { type EvaluatorPairs, PAIR_COLUMNS, PAIR_SUMS } from "./evaluator-pairs.ts";
import {
  joinColumns,
  joinNumbers,
  joinPlaces,
  type NarrowColumn,
  type NarrowNumbers,
  narrowColumn,
  narrowNumbers,
} from "./joined-columns.ts";
import { CELL_MEASURES, type CellMeasure } from "./measures.ts";
import type { CellPart, Part } from "./parts.ts";
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

/** A part of cells as little as it can be kept in. */
interface NarrowPart extends Omit<CellPart, "cells" | "evaluatorPairs"> {
  cells: Record<(typeof CELL_KEYS)[number], NarrowNumbers> & Partial<Record<CellMeasure, NarrowColumn>>;
  evaluatorPairs?: NarrowPairs | undefined;
}

type NarrowPairs = { evaluators: readonly string[] } & Record<(typeof PAIR_COLUMNS)[number], NarrowNumbers>;

const same = (name: string): string => name;

/** What evaluators gave, of parts whose cells are laid behind each other; undefined: nothing anywhere. */
const joinPairs = (parts: readonly NarrowPart[]): NarrowPairs | undefined => {
  let cells = 0;
  const given = parts.flatMap(({ cells: { scenario }, evaluatorPairs }) => {
    const start = cells;
    cells += scenario.length;
    return evaluatorPairs ? [{ start, pairs: evaluatorPairs }] : [];
  });
  if (given.length === 0) return undefined;
  const { names, places } = joinNames(
    given.map(({ pairs }) => pairs.evaluators),
    same,
  );
  const columnsOf = (key: (typeof PAIR_COLUMNS)[number]) => given.map(({ pairs }) => pairs[key]);
  const placed = (key: "a" | "b") =>
    joinPlaces(columnsOf(key), names.length - 1, (place, part) => places[part]?.[place] ?? 0);
  return {
    evaluators: names,
    cell: joinPlaces(columnsOf("cell"), cells - 1, (place, part) => (given[part]?.start ?? 0) + place),
    a: placed("a"),
    b: placed("b"),
    ...recordOf(PAIR_SUMS, (name) => joinNumbers(columnsOf(name))),
  };
};

/** The cells of parts of one version of one suite together. */
const joinCells = (parts: readonly NarrowPart[]): JoinedSuite => {
  const scenarios = joinNames(
    parts.map((part) => part.scenarios),
    same,
  );
  const tiers = joinNames(
    parts.map((part) => part.tiers),
    same,
  );
  const entries = joinNames<Entry>(
    parts.map((part) => part.entries),
    formatEntry,
  );
  const placed = (key: (typeof CELL_KEYS)[number], { names, places }: { names: unknown[]; places: number[][] }) =>
    joinPlaces(
      parts.map(({ cells }) => cells[key]),
      names.length - 1,
      (place, part) => places[part]?.[place] ?? 0,
    );
  const measures: Partial<Record<CellMeasure, NarrowColumn>> = {};
  for (const name of CELL_MEASURES) {
    if (parts.every(({ cells }) => cells[name] === undefined)) continue;
    measures[name] = joinColumns(parts.map(({ cells }) => cells[name] ?? new Uint8Array(cells.scenario.length)));
  }
  const [first] = parts;
  const evaluatorPairs = joinPairs(parts);
  return {
    suite: first?.suite ?? "",
    ...(first?.suiteVersion === undefined ? {} : { suiteVersion: first.suiteVersion }),
    scenarios: scenarios.names,
    tiers: tiers.names,
    entries: entries.names,
    cells: {
      scenario: placed("scenario", scenarios),
      tier: placed("tier", tiers),
      entry: placed("entry", entries),
      ...measures,
    },
    ...(evaluatorPairs && { evaluatorPairs }),
  };
};

const narrowMeasures = (columns: Partial<Record<CellMeasure, readonly (number | string)[] | undefined>>) => {
  const narrow: Partial<Record<CellMeasure, NarrowColumn>> = {};
  for (const name of CELL_MEASURES) {
    const column = columns[name];
    if (column !== undefined) narrow[name] = narrowColumn(column);
  }
  return narrow;
};

const narrowPairs = ({ evaluators, ...columns }: EvaluatorPairs): NarrowPairs => ({
  evaluators,
  ...recordOf(PAIR_COLUMNS, (name) => narrowNumbers(columns[name])),
});

/** A part as little as it can be kept in. */
const narrow = (part: Part) => {
  if (part.kind !== "cells") return part;
  const { cells, evaluatorPairs, ...rest } = part;
  return {
    ...rest,
    cells: { ...recordOf(CELL_KEYS, (key) => narrowNumbers(cells[key])), ...narrowMeasures(cells) },
    ...(evaluatorPairs && { evaluatorPairs: narrowPairs(evaluatorPairs) }),
  };
};

/**
 * A snapshot from its index and its parts, as they are read, in whatever order: suites and names come out sorted. Parts that are
 * made when it is their turn need not all be there at once.
 */
export const joinParts = (
  { id, createdAt, runs }: Pick<Snapshot, "id" | "createdAt" | "runs">,
  given: Iterable<Part>,
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
