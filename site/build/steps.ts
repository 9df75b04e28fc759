import { basePath, type SitePlace } from "../content/base-path.ts";
import type { BuildStep } from "../kept/build-step.ts";
import { handOver, takeOver } from "../kept/hand-over.ts";
import type { KeptPages } from "../kept/kept-pages.ts";
import { snapshotKeeper } from "../snapshot/keeper.ts";
import { downloadPublisher } from "../tables/downloads/publisher.ts";

/** Where the site will lie, and what an earlier build has kept; undefined: all is made anew, and nothing kept. */
export interface Setting {
  place: SitePlace;
  kept: KeptPages | undefined;
}

/** Lets the pages ask what is kept, and keeps them for the next build once they are whole. */
const pageKeeper = (kept: KeptPages): BuildStep => ({
  name: "kept",
  before: () => {
    handOver("kept", kept);
    return undefined;
  },
  after: (folder) => kept.finish(folder, takeOver("snapshot")),
});

/** What a build does beside its pages, in this order. */
export const stepsOf = ({ place, kept }: Setting): readonly BuildStep[] => [
  snapshotKeeper,
  downloadPublisher((path) => !kept?.has(path)),
  basePath(place),
  ...(kept ? [pageKeeper(kept)] : []),
];
