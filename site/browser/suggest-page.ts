import { nearestName } from "#contract/names/nearest.ts";

/** The addresses of all pages, from the site's map, which lies at its root. */
const listPages = async (): Promise<string[]> => {
  const response = await fetch(new URL("sitemap.xml", new URL(import.meta.env.BASE_URL, location.href)));
  if (!response.ok) return [];
  return [...(await response.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(
    ([, address = ""]) => new URL(address).pathname,
  );
};

const suggestion = document.querySelector<HTMLElement>("#suggestion");
const link = suggestion?.querySelector("a");
const nearest = nearestName(decodeURIComponent(location.pathname), await listPages().catch(() => []));
if (suggestion && link && nearest !== undefined) {
  link.href = nearest;
  link.textContent = nearest;
  suggestion.hidden = false;
}
