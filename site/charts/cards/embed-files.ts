import { suites } from "../../snapshot/report.ts";
import { type DownloadFile, downloadFiles } from "../../tables/downloads/catalog.ts";
import { entryBadge, entryCard, suiteBadge, suiteCard } from "./cards.ts";
import { embedFacts, embedPath, entryEmbedPath } from "./embed-facts.ts";

/** The badge and the card of every suite, and of every entry on it, as SVG; or those of the suite that has the address. */
function* embedFiles(address: string | undefined): Generator<DownloadFile> {
  for (const { versions } of suites) {
    const [version] = versions;
    const home = embedPath(version);
    const embeds = address === undefined || address.startsWith(home) ? embedFacts(version) : undefined;
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

/** Every file that is published beside the pages: tables, boards, and pictures to embed; or the one that has the address. */
export function* publishedFiles(address?: string): Generator<DownloadFile> {
  yield* downloadFiles(address);
  for (const file of embedFiles(address)) if (address === undefined || file.path === address) yield file;
}
