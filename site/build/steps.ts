import { basePath } from "../content/base-path.ts";
import type { BuildStep } from "../kept/build-step.ts";
import { handOver, takeOver } from "../kept/hand-over.ts";
import type { KeptPages } from "../kept/kept-pages.ts";
import { snapshotKeeper } from "../snapshot/keeper.ts";
import { downloadPublisher } from "../tables/downloads/publisher.ts";
import { kept, place } from "./settings.ts";

/** Lets the pages ask what is kept, and keeps them for the next build once they are whole. */
const pageKeeper = (pages: KeptPages): BuildStep => ({
  name: "kept",
  before: () => {
    handOver("kept", pages);
    return undefined;
  },
  after: (folder) => pages.finish(folder, takeOver("snapshot")),
});

/** What a build does beside its pages, in this order. */
export const steps: readonly BuildStep[] = [
  snapshotKeeper,
  downloadPublisher((path) => !kept?.has(path)),
  basePath(place),
  ...(kept ? [pageKeeper(kept)] : []),
];
