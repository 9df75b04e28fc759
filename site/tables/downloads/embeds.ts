import { entryBadge, entryCard, suiteBadge, suiteCard } from "../../charts/cards/cards.ts";
import { embedFacts, embedPath, entryEmbedPath } from "../../snapshot/embed-facts.ts";
import { suites } from "../../snapshot/report.ts";
import type { DownloadFile } from "./catalog.ts";

/** The badge and the card of every suite, and of every entry on it, as SVG; or those whose address begins with one. */
export function* embedFiles(address = ""): Generator<DownloadFile> {
  for (const { versions } of suites) {
    const [version] = versions;
    const home = embedPath(version);
    const embeds = address === "" || address.startsWith(home) ? embedFacts(version) : undefined;
    if (!embeds) continue;
    const { facts, entries, source } = embeds;
    yield { path: `${home}badge.svg`, text: suiteBadge(facts, source) };
    yield { path: `${home}card.svg`, text: suiteCard(facts, source) };
    for (const [place, row] of facts.rows.entries()) {
      const path = entryEmbedPath(version, entries[place] ?? 0);
      yield { path: `${path}badge.svg`, text: entryBadge(row, source) };
      yield { path: `${path}card.svg`, text: entryCard(row, source) };
    }
  }
}
