import type { Bound, Endpoint } from "./endpoints.ts";
import { type Figure, isKept, numberText } from "./figures.ts";

/** What was measured of an endpoint. */
export interface EndpointMeasurement {
  endpoint: Pick<Endpoint, "path" | "bound" | "note">;
  /** The rows that a request read at each size, the smallest first; the most of several requests. */
  rows: number[];
  /** The median latency at the largest size. */
  milliseconds: number;
}

/** What a bound leaves for the rows around the runs themselves: a state, a look-up. */
const ROWS_ASIDE = 5;
const FLAT_SHARE = 1.05;

/** The most rows that an endpoint may read, if it read `first` at the smallest size. */
const mostRows = (bound: Bound, first: number): number =>
  (bound.kind === "flat" ? Math.floor(FLAT_SHARE * first) : bound.runs) + ROWS_ASIDE;

const nameOf = ({ endpoint: { path, note } }: EndpointMeasurement): string =>
  `GET ${decodeURIComponent(path)}${note === undefined ? "" : ` (${note})`}`;

/** The most rows that an endpoint read at any size, and what its bound allows. */
export const figureOfEndpoint = (measurement: EndpointMeasurement): Figure => {
  const { endpoint, rows } = measurement;
  return {
    name: nameOf(measurement),
    value: Math.max(...rows),
    unit: "rows",
    atMost: mostRows(endpoint.bound, rows[0] ?? Number.NaN),
  };
};

const verdictOf = (measurement: EndpointMeasurement): string => {
  if (!isKept(figureOfEndpoint(measurement))) return "OVER";
  const { kind } = measurement.endpoint.bound;
  return kind === "flat" ? "flat" : kind === "page" ? "a page" : "bounded";
};

/** What the verdicts say, as lines to stand below the table. */
export const VERDICTS = [
  `flat     the same at every size: at most ${Math.round(100 * (FLAT_SHARE - 1))} % and ${ROWS_ASIDE} rows more than at the smallest`,
  `a page   an index serves the filters: at most the runs of a page and ${ROWS_ASIDE} rows`,
  "bounded  no index serves all filters: a page looks at so many rows at most (MAX_ROWS_LOOKED_AT in worker/db/list-runs.ts)",
  "OVER     more than that",
];

/**
 * The endpoints as the lines of a table: rows read at each size (in runs), latency at the largest one as a multiple of `health`
 * milliseconds, the most rows allowed, the verdict, and the request.
 */
export const formatEndpointTable = (
  sizes: readonly number[],
  measurements: readonly EndpointMeasurement[],
  health: number,
): string[] => {
  const head = [...sizes.map(numberText), "latency", "at most", "verdict", "rows read by, at so many runs"];
  const lines = measurements.map((measurement) => [
    ...measurement.rows.map(numberText),
    `${(measurement.milliseconds / health).toFixed(1)} ×`,
    numberText(figureOfEndpoint(measurement).atMost ?? Number.NaN),
    verdictOf(measurement),
    nameOf(measurement),
  ]);
  const table = [head, ...lines];
  const last = head.length - 1;
  const widths = head.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const padded = (text: string, column: number) =>
    column === last
      ? text
      : column === last - 1
        ? text.padEnd(widths[column] ?? 0)
        : text.padStart(widths[column] ?? 0);
  return table.map((line) => line.map(padded).join("  "));
};
