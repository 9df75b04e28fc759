import { and, eq, type SQL, sql } from "drizzle-orm";
import type { RunFilters } from "#contract/runs/run-query.ts";
import { benchmarkRuns } from "./tables.ts";

type Column = keyof RunFilters | "startedAt";
type OrderColumn = Exclude<Column, "since" | "until">;

/** The order in which an export goes through the runs: an index with its first columns held equal, and the rest in its order, then the id. */
export interface ExportOrder {
  equal: OrderColumn[];
  rest: OrderColumn[];
}

const ENTRY: OrderColumn[] = ["suite", "suiteVersion", "agent", "model", "variant"];

/** The columns of the indexes, see tables.ts. Of those that serve equally many filters the first is taken. */
const INDEXES: OrderColumn[][] = [
  [...ENTRY, "startedAt"],
  [...ENTRY, "scenario", "tier", "startedAt"],
  ["batchId", "startedAt"],
  ["startedAt"],
];

const servedBy = (index: OrderColumn[], filters: RunFilters): ExportOrder => {
  const end = index.findIndex((column) => column === "startedAt" || filters[column] === undefined);
  return { equal: index.slice(0, end), rest: index.slice(end) };
};

/**
 * The order that looks at the fewest rows which the filters then refuse. Without a filter that an index serves it is the order in which the
 * runs came. A moment to begin at is taken for the stronger filter unless it can be joined with the names: exports of what is new use it.
 */
export const exportOrderOf = (filters: RunFilters): ExportOrder => {
  const orders = INDEXES.map((index) => servedBy(index, filters));
  const joined = orders.filter(({ rest }) => filters.since === undefined || rest[0] === "startedAt");
  const best = joined.reduce((first, second) => (second.equal.length > first.equal.length ? second : first));
  const isTimed = filters.since !== undefined || filters.until !== undefined;
  return best.equal.length === 0 && !isTimed ? { equal: [], rest: [] } : best;
};

/** The row's place in the order: the values of its columns and its id. */
export type ExportPosition = Pick<typeof benchmarkRuns.$inferSelect, OrderColumn | "id">;

const keysOf = ({ rest }: ExportOrder) => [...rest, "id" as const];

const list = (parts: SQL[]): SQL => sql.join(parts, sql.raw(", "));

/** The condition for rows behind a place in the order. */
export const isBehind = (order: ExportOrder, position: ExportPosition): SQL => {
  const keys = keysOf(order);
  return sql`(${list(keys.map((key) => sql`${benchmarkRuns[key]}`))}) > (${list(keys.map((key) => sql`${position[key]}`))})`;
};

/** What to order by. */
export const sortKeysOf = (order: ExportOrder) => keysOf(order).map((key) => benchmarkRuns[key]);

/** The condition for rows that the name filters let pass. */
export const passesNames = ({ since: _since, until: _until, ...names }: RunFilters): SQL | undefined =>
  and(
    ...(Object.keys(names) as (keyof typeof names)[])
      .filter((name) => names[name] !== undefined)
      .map((name) => eq(benchmarkRuns[name], names[name] as string)),
  );
