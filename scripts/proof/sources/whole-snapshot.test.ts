import { expect, it } from "vitest";
import { PROJECT } from "../../command/project.ts";
import { readImports } from "./import-graph.ts";
import { listSources } from "./list-sources.ts";

/** What knows the whole snapshot, or all that were published. */
const WHOLE = ["site/snapshot/report.ts", "site/snapshot/routes.ts", "site/snapshot/published.ts"];

/** All that a source imports, itself or by way of others. */
const reachedFrom = (source: string, graph: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const reached = new Set([source]);
  for (const one of reached) for (const imported of graph.get(one) ?? []) reached.add(imported);
  return reached;
};

it("has no fact of a version that follows from the whole snapshot", () => {
  const graph = readImports(PROJECT, listSources(PROJECT));
  const finding = [...graph].filter(([, imported]) => imported.includes("site/kept/facts.ts")).map(([file]) => file);
  expect(finding).toContain("site/tables/home/suite-row.ts");
  // A fact is kept with the pages of a version, as long as what the snapshot has of that version is the same.
  const looking = finding.filter((file) => WHOLE.some((whole) => reachedFrom(file, graph).has(whole)));
  expect(looking).toEqual([]);
});

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
