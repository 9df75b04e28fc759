import { makersOf } from "../../snapshot/makers.ts";
import type { Attributes } from "../column.ts";
import type { StandingRow } from "../standing-row.ts";
import { ranByOf } from "./shared.ts";

/** What a reader may choose rows by besides their names and dates: only what tells some of them apart is offered. */
export interface Filterable {
  organization: boolean;
  weights: boolean;
  ranBy: boolean;
}

const differs = (values: readonly string[]): boolean => new Set(values).size > 1;

const known = new WeakMap<readonly StandingRow[], Filterable>();

/** What some rows can be filtered by. Computed once a table. */
export const filterableBy = (rows: readonly StandingRow[]): Filterable => {
  const computed = known.get(rows);
  if (computed) return computed;
  const makers = rows.map(({ entry }) => makersOf(entry));
  const filterable = {
    organization: differs(makers.flatMap(({ organizations }) => organizations)),
    weights: differs(makers.map(({ weights = "" }) => weights)),
    ranBy: differs(rows.map(ranByOf)),
  };
  known.set(rows, filterable);
  return filterable;
};

/** What a row says of itself to the script that filters: nothing that no filter of its board asks for. */
export const filterAttributes = (row: StandingRow, { organization, weights, ranBy }: Filterable): Attributes => {
  const { organizations, weights: own } = makersOf(row.entry);
  return {
    "data-organizations": organization && organizations.length > 0 ? JSON.stringify(organizations) : undefined,
    "data-weights": weights ? own : undefined,
    "data-ran-by": ranBy ? ranByOf(row) : undefined,
  };
};
