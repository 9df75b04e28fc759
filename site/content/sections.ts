const SECTIONS = [
  ["Suites", "/"],
  ["Compare", "/compare/"],
  ["Agents", "/agents/"],
  ["Models", "/models/"],
  ["Runs", "/runs/"],
  ["Batches", "/batches/"],
  ["Changes", "/changes/"],
  ["Data", "/data/"],
  ["Method", "/docs/methodology/"],
  ["Documentation", "/docs/"],
  ["Search", "/search/"],
] as const;

/** The section that a page lies in: the longest address that its own begins with; of the suites' pages none begins with "/" alone. */
const currentOf = (pathname: string): string | undefined =>
  SECTIONS.map(([, path]) => path)
    .filter((path) => pathname.startsWith(path === "/" ? "/suites/" : path) || pathname === path)
    .sort((a, b) => b.length - a.length)[0];

const known = new Map<string, string>();

/**
 * The links to the sections as HTML, with the one marked in which the page at `pathname`, an address within the site, lies. Text that is
 * made once for each section rather than a component: every page has it twice.
 */
export const sectionsHtml = (pathname: string): string => {
  const current = currentOf(pathname);
  const isItself = pathname === current;
  const key = `${current} ${isItself}`;
  const made = known.get(key);
  if (made !== undefined) return made;
  const items = SECTIONS.map(([name, path]) => {
    const mark = path === current ? ` aria-current="${isItself ? "page" : "true"}"` : "";
    return `<li> <a href="${path}"${mark}>${name}</a> </li>`;
  });
  const html = `<nav aria-label="Sections"> <ul> ${items.join("")} </ul> </nav>`;
  known.set(key, html);
  return html;
};
