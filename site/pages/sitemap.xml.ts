import type { APIRoute } from "astro";
import { documentation } from "../content/docs.ts";
import { hasEvaluators } from "../snapshot/evaluators.ts";
import { agentPath, entryPath, modelPath, scenarioPath, tierPath } from "../snapshot/links.ts";
import { published } from "../snapshot/published.ts";
import { suiteVersions } from "../snapshot/report.ts";
import { agents, batches, models } from "../snapshot/routes.ts";

/** All pages but those that compare two entries; older versions of a suite but by their leaderboard. No address needs escaping: slugs are plain. */
const listPaths = (): string[] => [
  ...[
    "/",
    "/suites/",
    "/agents/",
    "/models/",
    "/runs/",
    "/search/",
    "/batches/",
    "/compare/",
    "/costs/",
    "/records/",
    "/trends/",
    "/changes/",
    "/snapshots/",
    "/data/",
    "/data/dictionary/",
    "/evaluators/",
    "/docs/",
  ],
  ...documentation.map(({ name }) => `/docs/${name}/`),
  ...suiteVersions.flatMap((version) => [
    version.path,
    ...(version.newest
      ? [
          `${version.path}scenarios/`,
          ...["matrix", "costs", "effects", "health", "over-time"].map((page) => `${version.path}${page}/`),
          ...(hasEvaluators(version) ? [`${version.path}evaluators/`] : []),
          ...version.tiers.map((tier) => tierPath(version, tier)),
          ...version.scenarios.map((scenario) => scenarioPath(version, scenario)),
        ]
      : []),
  ]),
  ...new Set(suiteVersions.flatMap(({ entries }) => entries.map(entryPath))),
  ...agents.map(({ name }) => agentPath(name)),
  ...models.map(({ name }) => modelPath(name)),
  ...batches.map(({ path }) => path),
  ...published.map(({ id }) => `/snapshots/${id}/`),
];

export const GET: APIRoute = ({ site }) => {
  const addresses = listPaths().map((path) => `<url><loc>${new URL(path, site).href}</loc></url>`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join("\n")}\n</urlset>\n`;
  return new Response(text, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
};
