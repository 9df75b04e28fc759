import type { APIRoute } from "astro";
import { indexText } from "../../snapshot/report.ts";

/** The snapshot's index. */
export const GET: APIRoute = () =>
  new Response(indexText, { headers: { "Content-Type": "application/json; charset=utf-8" } });
