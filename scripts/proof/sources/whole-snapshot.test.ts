import { expect, it } from "vitest";
import { PROJECT } from "../../command/project.ts";
import { readImports } from "./import-graph.ts";
import { listSources } from "./list-sources.ts";

/** What knows the whole snapshot, or all that were published. */
const WHOLE = ["site/snapshot/report.ts", "site/snapshot/routes.ts", "site/snapshot/published.ts"];

it("has no other components that look at the whole snapshot than those whose groups of pages know it", () => {
  const graph = readImports(PROJECT, listSources(PROJECT));
  const looking = [...graph].filter(
    ([file, imported]) => file.startsWith("site/components/") && imported.some((one) => WHOLE.includes(one)),
  );
  // A page of a suite, an entry, an agent, a model or a batch is taken from the last build while the key of its group is the same. So what
  // a component of it shows besides belongs in that key (site/snapshot/page-groups.ts) before the component is named here.
  expect(looking.map(([file]) => file).sort()).toEqual([
    "site/components/BatchArrival.astro",
    "site/components/ChangeList.astro",
    "site/components/ParticipantIndex.astro",
    "site/components/ParticipantReport.astro",
    "site/components/Shown.astro",
    "site/components/SuiteBoard.astro",
    "site/components/WorkedExamples.astro",
  ]);
});
