import type { APIRoute } from "astro";
import { published } from "../../snapshot/published.ts";

/** The snapshots that were published: what the next publication begins with. */
export const GET: APIRoute = () =>
  new Response(JSON.stringify({ snapshots: published }), {
    headers: { "Content-Type": "application/json; charset=utf-8" },
  });
