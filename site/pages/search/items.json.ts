import type { APIRoute } from "astro";
import { sectionsOf } from "../../content/doc-sections.ts";
import { docTexts, documentation } from "../../content/docs.ts";
import { suites } from "../../snapshot/report.ts";
import { agents, models } from "../../snapshot/routes.ts";
import { namedItems } from "../../snapshot/search-items.ts";

/** The pages of the documentation, and their sections. */
const docItems = documentation.flatMap(({ name, title, description, getHeadings }) => {
  const path = `/docs/${name}/`;
  const anchors = getHeadings().filter(({ depth }) => depth === 2);
  const [, ...sections] = sectionsOf(docTexts.get(name) ?? "");
  return [
    ["docs", title, path, description.toLowerCase()],
    ...sections.map(({ words }, position) => {
      const { slug = "", text = "" } = anchors[position] ?? {};
      return ["docs", `${title}: ${text}`, `${path}#${slug}`, words];
    }),
  ];
});

/** Everything that the search page finds, read by it when somebody looks for something. */
export const GET: APIRoute = () => Response.json([...namedItems(suites, agents, models), ...docItems]);
