import type { Endpoint } from "./endpoints.ts";
import { type Figure, isKept, numberText } from "./figures.ts";

/** What was measured of an endpoint. */
export interface EndpointMeasurement {
  endpoint: Pick<Endpoint, "path" | "listsRuns" | "note">;
  status: number;
  /** The rows that a request read at each size, the smallest first; the most of several requests. */
  rows: number[];
  /** The rows that it read at the largest size, asked with a key. */
  keyed: number;
  /** The median latency at the largest size. */
  milliseconds: number;
}

/** The most rows that any request may read, and what its surroundings may take besides: a state, the names of what it reads. */
const MOST_ROWS = 5_000;
const ROWS_ASIDE = 200;

/** How many requests are shown of those in crowds. */
const SHOWN_CROWDED = 10;

const FLAT_SHARE = 1.05;
const FLAT_ASIDE = 5;

/** What grows from one size to the next: the trials of the same cells, which only lists of runs may show, or the cells. */
export type Growing = "trials" | "cells";

const mostOf = ({ endpoint, rows }: EndpointMeasurement, growing: Growing): number =>
  growing === "trials" && !endpoint.listsRuns
    ? Math.floor(FLAT_SHARE * (rows[0] ?? Number.NaN)) + FLAT_ASIDE
    : MOST_ROWS + ROWS_ASIDE;

const nameOf = ({ status, endpoint: { path, note } }: EndpointMeasurement): string =>
  `GET ${decodeURIComponent(path)}${note === undefined ? "" : ` (${note})`}${status === 200 ? "" : ` → ${status}`}`;

/** The most rows that an endpoint read at any size, with a key or without, and what its bound allows. */
export const figureOfEndpoint = (measurement: EndpointMeasurement, growing: Growing): Figure => ({
  name: nameOf(measurement),
  value: Math.max(...measurement.rows, measurement.keyed),
  unit: "rows",
  atMost: mostOf(measurement, growing),
});

/**
 * The endpoints as the lines of a table: rows read at each size, those with a key at the largest one, latency at that as a multiple of `health`
 * milliseconds, the most rows allowed, whether that is kept, and the request.
 */
export const formatEndpointTable = (
  sizes: readonly number[],
  measurements: readonly EndpointMeasurement[],
  { growing, health }: { growing: Growing; health: number },
): string[] => {
  const head = [...sizes.map(numberText), "with key", "latency", "at most", "", `rows read by, at so many ${growing}`];
  const lines = measurements.map((measurement) => {
    const figure = figureOfEndpoint(measurement, growing);
    return [
      ...measurement.rows.map(numberText),
      numberText(measurement.keyed),
      `${(measurement.milliseconds / health).toFixed(1)} ×`,
      numberText(figure.atMost ?? Number.NaN),
      isKept(figure) ? "kept" : "OVER",
      nameOf(measurement),
    ];
  });
  return alignedLines([head, ...lines]);
};

/** The lines of a table, each column as wide as it takes; all but the last to the right. */
const alignedLines = (table: readonly string[][]): string[] => {
  const [head = []] = table;
  const last = head.length - 1;
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const padded = (text: string, column: number) => (column === last ? text : text.padStart(widths[column] ?? 0));
  return table.map((line) => line.map(padded).join("  "));
};

/**
 * The rows that each request reads at as many runs of few cells and of as many cells, without a key and with one, as the lines of a table.
 * Both lists are of the same requests, in their order.
 */
export const formatSideBySide = (
  few: { cells: number; measurements: readonly EndpointMeasurement[] },
  many: { cells: number; measurements: readonly EndpointMeasurement[] },
): string[] => {
  const sides = [few, many];
  const head = sides.flatMap(({ cells }) => [`${numberText(cells)} cells`, "with key"]);
  const lines = many.measurements.map((measurement, index) => {
    const both = sides.flatMap(({ measurements }) => measurements[index] ?? []);
    const atMost = Math.max(...both.map((one) => mostOf(one, "cells")));
    const read = both.flatMap(({ rows, keyed }) => [rows.at(-1) ?? Number.NaN, keyed]);
    const verdict = read.every((value) => value <= atMost) ? "kept" : "OVER";
    return [...read.map(numberText), numberText(atMost), verdict, nameOf(measurement)];
  });
  return alignedLines([[...head, "at most", "", `rows read at ${numberText(many.cells)} runs, by`], ...lines]);
};

/** Of the same requests in several crowds, those that read the most rows, the most first, and how many there were, as lines. */
export const formatCrowded = (measurements: readonly EndpointMeasurement[]): string[] => {
  const figures = measurements.map((one) => figureOfEndpoint(one, "cells")).sort((a, b) => b.value - a.value);
  const over = figures.filter((figure) => !isKept(figure)).length;
  const shown = figures.slice(0, Math.max(over, SHOWN_CROWDED));
  return [
    `${numberText(figures.length)} requests in crowds, ${numberText(over)} over their bound; those that read the most:`,
    ...alignedLines(shown.map((figure) => [numberText(figure.value), isKept(figure) ? "kept" : "OVER", figure.name])),
  ];
};
