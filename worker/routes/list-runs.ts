import { issuesOf } from "#contract/problem.ts";
import { cursorOf, RunQuerySchema } from "#contract/run-query.ts";
import { openDatabase } from "../db/database.ts";
import { listRuns } from "../db/list-runs.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { invalidError } from "../http/problem.ts";

/** The query as an object. A parameter that is given twice is a list, which no schema of a single value takes. */
const queryOf = (url: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const [first = "", ...rest] = url.searchParams.getAll(name);
      return [name, rest.length === 0 ? first : [first, ...rest]];
    }),
  );

const nextPage = (url: URL, cursor: string): Record<string, string> => {
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return { link: `<${next.pathname}${next.search}>; rel="next"`, "x-next-cursor": cursor };
};

/** GET /api/runs: newest first, in pages. */
export const getRuns = async (request: Request, env: Env): Promise<Response> => {
  const url = new URL(request.url);
  const query = RunQuerySchema.safeParse(queryOf(url));
  if (!query.success) throw invalidError("the query", issuesOf(query.error), 400);
  const { limit, cursor, ...filters } = query.data;
  const { runs, next } = await listRuns(openDatabase(env.DB), filters, limit, cursor);
  return json(runs, { headers: next ? nextPage(url, cursorOf(next)) : {} });
};
