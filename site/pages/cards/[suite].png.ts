import type { APIRoute } from "astro";
import { slugOf } from "#contract/names/slug.ts";
import { suiteCard } from "../../charts/cards/cards.ts";
import { type EmbedFacts, embedFacts } from "../../charts/cards/embed-facts.ts";
import { outlinedWriter } from "../../charts/cards/outlined-writer.ts";
import { renderCard } from "../../charts/cards/render-card.ts";
import { changedVersions } from "../../snapshot/routes.ts";

export const getStaticPaths = () =>
  changedVersions.flatMap((version) => {
    const embeds = version.newest && embedFacts(version);
    return embeds ? [{ params: { suite: slugOf(version.suite) }, props: embeds }] : [];
  });

/** The picture that other sites show beside a link to a suite's pages. */
export const GET: APIRoute<EmbedFacts> = async ({ props: { facts, source } }) =>
  new Response(Buffer.from(await renderCard(suiteCard(facts, source, await outlinedWriter()))), {
    headers: { "Content-Type": "image/png" },
  });
