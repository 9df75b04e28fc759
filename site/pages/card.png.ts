import type { APIRoute } from "astro";
import { formatDay } from "#words/moments.ts";
import { siteCard } from "../charts/cards/cards.ts";
import { embedFacts } from "../charts/cards/embed-facts.ts";
import { outlinedWriter } from "../charts/cards/outlined-writer.ts";
import { renderCard } from "../charts/cards/render-card.ts";
import { suites } from "../snapshot/report.ts";

/** The picture that other sites show beside a link to this one: the suites with the most runs. */
export const GET: APIRoute = async () => {
  const newest = suites.map(({ versions: [version] }) => version).toSorted((a, b) => b.runs - a.runs);
  const source = {
    day: formatDay(Math.max(0, ...newest.map(({ lastRunAt }) => lastRunAt))),
    isSynthetic: newest.some(({ syntheticRuns }) => syntheticRuns > 0),
  };
  const facts = newest.flatMap((version) => embedFacts(version)?.facts ?? []);
  return new Response(Buffer.from(await renderCard(siteCard(facts, source, await outlinedWriter()))), {
    headers: { "Content-Type": "image/png" },
  });
};
