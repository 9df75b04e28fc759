import type { Site } from "../http/site-files.ts";

/** A built site of these files, by address, as the binding of assets answers them. */
export const siteOf = (files: ReadonlyMap<string, string>): Site["ASSETS"] => ({
  fetch: async (input) => {
    const text = files.get(new URL(String(input)).pathname);
    if (text === undefined) return new Response("<h1>Not found</h1>", { status: 404 });
    return new Response(text, { headers: { etag: `"${text.length}"`, "content-type": "application/json" } });
  },
});

/** Operations whose answers come from a built site: without one there is nothing to find. */
export const ANSWERED_BY_SITE: readonly string[] = ["getBoard", "getEvaluatorReport"];

/** No built site at all. */
export const NO_SITE = siteOf(new Map());
