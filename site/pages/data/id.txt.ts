import type { APIRoute } from "astro";
import { snapshot } from "../../snapshot/report.ts";

/** The id of the snapshot that the site shows: what the foot of every page compares with the present one. */
export const GET: APIRoute = () =>
  new Response(snapshot.id, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
