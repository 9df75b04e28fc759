import type { APIRoute } from "astro";
import { jsonFeedOf } from "../../content/feeds.ts";
import { publications } from "../../snapshot/published.ts";

export const GET: APIRoute = ({ site }) =>
  new Response(jsonFeedOf(publications, site?.href ?? ""), {
    headers: { "Content-Type": "application/feed+json; charset=utf-8" },
  });
