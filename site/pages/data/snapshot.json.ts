import type { APIRoute } from "astro";
import { snapshotText } from "../../snapshot/report.ts";

/** The snapshot as the Worker gave it, byte for byte. */
export const GET: APIRoute = () =>
  new Response(snapshotText, { headers: { "Content-Type": "application/json; charset=utf-8" } });
