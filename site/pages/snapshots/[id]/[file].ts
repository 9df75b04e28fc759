import type { APIRoute, GetStaticPaths } from "astro";
import { citationsOf } from "../../../content/citations.ts";
import { changesOf, published, publishedIndexText } from "../../../snapshot/published.ts";

const TYPES: Readonly<Record<string, string>> = {
  json: "application/json; charset=utf-8",
  bib: "text/x-bibtex; charset=utf-8",
  cff: "text/plain; charset=utf-8",
};

/** The files of each published snapshot: its index, what it changed, and how to cite it in three forms. */
export const getStaticPaths = (() =>
  published.flatMap((snapshot) => {
    const { id } = snapshot;
    const files: Record<string, string> = {
      "snapshot.json": publishedIndexText(id),
      "changes.json": JSON.stringify(changesOf(id)),
      ...citationsOf(snapshot, process.env["PUBLIC_SITE_URL"] || "http://localhost:8787"),
    };
    return Object.entries(files).map(([file, text]) => ({ params: { id, file }, props: { text } }));
  })) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ params: { file = "" }, props: { text } }) =>
  new Response(text, { headers: { "Content-Type": TYPES[file.slice(file.lastIndexOf(".") + 1)] ?? "text/plain" } });
