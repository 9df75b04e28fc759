import { type Entry, formatEntry } from "../names/entry.ts";
import { versionKey } from "../names/key-of.ts";
import { recordOf } from "../names/records.ts";
import type { BatchColumns } from "./batches.ts";
import type { CELL_KEYS, CellColumns, SuiteCells } from "./cells.ts";
import { type EvaluatorPairs, PAIR_SUMS } from "./evaluator-pairs.ts";
import { CELL_MEASURES } from "./measures.ts";
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

/** Lays the columns of parts behind each other; where a part has none, 0. */
const joinColumn = (
  parts: readonly CellPart[],
  columnOf: (part: CellPart) => readonly (number | string)[] | undefined,
) => {
  const column: (number | string)[] = [];
  for (const part of parts) {
    const own = columnOf(part);
    for (let row = 0; row < part.cells.scenario.length; row += 1) column.push(own?.[row] ?? 0);
  }
  return column;
};

const same = (name: string): string => name;

/** What evaluators gave, of parts whose cells are laid behind each other; undefined: nothing anywhere. */
const joinPairs = (parts: readonly CellPart[]): EvaluatorPairs | undefined => {
  const given = parts.map(({ evaluatorPairs }) => evaluatorPairs);
  if (given.every((pairs) => pairs === undefined)) return undefined;
  const { names, places } = joinNames(
    given.map((pairs) => pairs?.evaluators ?? []),
    same,
  );
  const placed = (key: "a" | "b") =>
    given.flatMap((pairs, part) => pairs?.[key].map((place) => places[part]?.[place] ?? 0) ?? []);
  const sums = recordOf(PAIR_SUMS, (name) => given.flatMap((pairs) => pairs?.[name] ?? []));
  let before = 0;
  const cell = parts.flatMap(({ cells, evaluatorPairs }) => {
    const start = before;
    before += cells.scenario.length;
    return evaluatorPairs?.cell.map((place) => start + place) ?? [];
  });
  return { evaluators: names, cell, a: placed("a"), b: placed("b"), ...sums };
};

/** The cells of parts of one version of one suite together. */
const joinCells = (parts: readonly CellPart[]): SuiteCells => {
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
    parts.flatMap(({ cells }, position) => cells[key].map((place) => joined[key].places[position]?.[place] ?? 0));
  const measures = CELL_MEASURES.filter((name) => parts.some(({ cells }) => cells[name])).map((name) => [
    name,
    joinColumn(parts, ({ cells }) => cells[name]),
  ]);
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
      ...Object.fromEntries(measures),
    } as CellColumns,
    ...(evaluatorPairs && { evaluatorPairs }),
  };
};

/** A snapshot from its index and its parts, in whatever order: suites and names come out sorted. */
export const joinParts = (
  { id, createdAt, runs }: Pick<Snapshot, "id" | "createdAt" | "runs">,
  parts: readonly Part[],
): Snapshot => {
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
    batches: parts.flatMap((part): BatchColumns[] => (part.kind === "batches" ? [part.batches] : [])),
  };
};
