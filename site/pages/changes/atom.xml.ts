import type { APIRoute } from "astro";
import { atomOf } from "../../content/feeds.ts";
import { publications } from "../../snapshot/published.ts";

export const GET: APIRoute = ({ site }) =>
  new Response(atomOf(publications, site?.href ?? ""), {
    headers: { "Content-Type": "application/atom+xml; charset=utf-8" },
  });
