import type { APIRoute } from "astro";
import { slugOf } from "#contract/names/slug.ts";
import { suiteCard } from "../../charts/cards/cards.ts";
import { embedFacts } from "../../charts/cards/embed-facts.ts";
import { outlinedWriter } from "../../charts/cards/outlined-writer.ts";
import { renderCard } from "../../charts/cards/render-card.ts";
import { suites } from "../../snapshot/report.ts";

export const getStaticPaths = () =>
  suites.flatMap(({ suite, versions: [version] }) => {
    const embeds = embedFacts(version);
    return embeds ? [{ params: { suite: slugOf(suite) }, props: embeds }] : [];
  });

type Props = NonNullable<ReturnType<typeof embedFacts>>;

/** The picture that other sites show beside a link to a suite's pages. */
export const GET: APIRoute<Props> = async ({ props: { facts, source } }) =>
  new Response(Buffer.from(await renderCard(suiteCard(facts, source, await outlinedWriter()))), {
    headers: { "Content-Type": "image/png" },
  });
