import { readTotals } from "../db/read-totals.ts";
import { totalsOf } from "../figures/figures.ts";
import { windowOf } from "../figures/window.ts";
import type { Handler } from "./handler.ts";

/** GET /api/stats: everything, or the last days of it. */
export const getStats: Handler<"getStats"> = async ({ query: { days }, database }) => {
  const { firstDay, since } = windowOf(days, new Date());
  return { body: { days: days ?? null, since, ...totalsOf([await readTotals(database, firstDay)]) } };
};
