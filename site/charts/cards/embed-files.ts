import type { DownloadFile } from "../../kept/hand-over.ts";
import { changedVersions } from "../../snapshot/routes.ts";
import { downloadFiles } from "../../tables/downloads/catalog.ts";
import { entryBadge, entryCard, suiteBadge, suiteCard } from "./cards.ts";
import { embedFacts, embedPath, entryEmbedPath } from "./embed-facts.ts";

/** The badge and the card of every suite that has changed, and of every entry on it, as SVG; each made when it is its turn. */
function* embedFiles(): Generator<{ path: string; make: () => string }> {
  for (const version of changedVersions) {
    const embeds = version.newest && embedFacts(version);
    if (!embeds) continue;
    const { facts, entries, source } = embeds;
    const home = embedPath(version);
    yield { path: `${home}badge.svg`, make: () => suiteBadge(facts, source) };
    yield { path: `${home}card.svg`, make: () => suiteCard(facts, source) };
    for (const [place, row] of facts.rows.entries()) {
      const path = entryEmbedPath(version, entries[place] ?? 0);
      yield { path: `${path}badge.svg`, make: () => entryBadge(row, source) };
      yield { path: `${path}card.svg`, make: () => entryCard(row, source) };
    }
  }
}

/** Every file that is published beside the pages: tables, boards, and pictures to embed; those of them that are wanted. */
export function* publishedFiles(isWanted: (path: string) => boolean): Generator<DownloadFile> {
  yield* downloadFiles(isWanted);
  for (const { path, make } of embedFiles()) if (isWanted(path)) yield { path, text: make() };
}
