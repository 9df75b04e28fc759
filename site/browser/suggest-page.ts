import { nearestPage } from "./nearest-page.ts";

/** The site's map, which lies at its root; empty where it cannot be had. */
const readMap = async (): Promise<string> => {
  const response = await fetch(new URL("sitemap.xml", new URL(import.meta.env.BASE_URL, location.href)));
  return response.ok ? response.text() : "";
};

const suggestion = document.querySelector<HTMLElement>("#suggestion");
const link = suggestion?.querySelector("a");
const nearest = nearestPage(location.pathname, await readMap().catch(() => ""));
if (suggestion && link && nearest !== undefined) {
  link.href = nearest;
  link.textContent = nearest;
  suggestion.hidden = false;
}
