import type { APIRoute } from "astro";
import { suiteVersions } from "../../snapshot/report.ts";

/** Where the pages of each suite's versions are, the newest first: for what is drawn in the browser, of runs that the snapshot may not have. */
export const GET: APIRoute = () =>
  Response.json(suiteVersions.map(({ suite, suiteVersion, path }) => [suite, suiteVersion ?? null, path]));
