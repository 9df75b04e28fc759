import type { GateCell } from "#statistics/gate/checks.ts";
import type { SideCell } from "./read-side.ts";

/** A suite and an entry of the batch, with the cells that the baseline has too. */
export interface Comparison {
  /** As readers know them. */
  suite: string;
  entry: string;
  /** As the configuration names them. */
  names: { suite: string; entry: string };
  scenarios: string[];
  cells: GateCell[];
  pairs: { scenario: string; before: SideCell; after: SideCell }[];
}
