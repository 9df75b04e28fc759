import type { APIRoute, GetStaticPaths } from "astro";
import { publishedParts } from "../../../snapshot/published.ts";
import { partText } from "../../../snapshot/report.ts";

/** A file for each part of the snapshot, and of those that were published before. */
export const getStaticPaths = (() => publishedParts().map((part) => ({ params: { part } }))) satisfies GetStaticPaths;

/** A part as the Worker gave it, byte for byte: its name is the SHA-256 of the file. */
export const GET: APIRoute = ({ params }) =>
  new Response(partText(params["part"] ?? ""), { headers: { "Content-Type": "application/json; charset=utf-8" } });
