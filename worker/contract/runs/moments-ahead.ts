import type { Issue } from "../service/problem.ts";

/** How far ahead of the clock of who takes it in a moment may be, in milliseconds: clocks differ, and nothing has happened tomorrow yet. */
const MOST_AHEAD = 24 * 60 * 60 * 1000;

/** The issues of moments that are further ahead of now than clocks differ, by their fields; what is not stated has none. */
export const issuesAhead = (moments: Readonly<Record<string, string | undefined>>, now: Date): Issue[] =>
  Object.entries(moments).flatMap(([field, moment]) =>
    moment !== undefined && Date.parse(moment) - now.getTime() > MOST_AHEAD
      ? [{ path: [field], message: `must not be more than a day ahead of the server's clock (${now.toISOString()})` }]
      : [],
  );
