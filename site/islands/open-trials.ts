// The whole of what a page loads before anybody asks for trials: React comes with the first click, not with the page.
import { addTrials } from "./trials-address.ts";

const show = async (opener?: HTMLElement | SVGElement) => (await import("./show-trials.tsx")).showTrials(opener);

document.addEventListener("click", (event) => {
  const link = (event.target as Element).closest<HTMLElement | SVGElement>("a.trials");
  const href = link?.getAttribute("href");
  // With a modifier key the link stays a link: the API's answer in a new tab.
  if (!href || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState({ trials: 1 }, "", addTrials(location.href, new URL(href, location.href).href));
  show(link ?? undefined).catch(() => location.assign(href));
});

const follow = () => {
  // Whoever cannot load the dialog has the page all the same.
  if (new URLSearchParams(location.search).has("trials")) show().catch(() => undefined);
};
addEventListener("popstate", follow);
follow();
