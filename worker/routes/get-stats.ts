import { readDays } from "../db/read-totals.ts";
import { totalsOf } from "../figures/figures.ts";
import { windowOf } from "../figures/window.ts";
import type { Handler } from "./handler.ts";

/** GET /api/stats: everything, or the last days of it. Reads a row a day. */
export const getStats: Handler<"getStats"> = async ({ query: { days }, database }) => {
  const { firstDay, since } = windowOf(days, new Date());
  return { body: { days: days ?? null, since, ...totalsOf(await readDays(database, firstDay)) } };
};
