import type { Entry } from "#contract/names/entry.ts";
import { formatEntry } from "#contract/names/entry-text.ts";
import { entryTitle } from "#words/names.ts";

/** The places that a list of ranges names: "1-3 8" are 1, 2, 3 and 8. */
export const placesIn = (ranges: string): Set<number> =>
  new Set(
    ranges
      .split(" ")
      .filter(Boolean)
      .flatMap((range) => {
        const [from = 0, to = from] = range.split("-").map(Number);
        return Array.from({ length: to - from + 1 }, (_, place) => from + place);
      }),
  );

const numberOf = (element: HTMLElement, name: string) => Number(element.style.getPropertyValue(name));

/** A difference with its sign; none where there is none. */
export const signed = (difference: number, decimals: number): string =>
  `${difference > 0 ? "+" : difference < 0 ? "−" : ""}${Math.abs(difference).toFixed(decimals)}`;

/** How a row of a board stands to the one that was picked. */
export type Standing = "better" | "same" | "worse";

/** How the row at a place, from 1, stands to the picked one: by the places that show no clear difference, else by which is higher or lower. */
export const standingOf = (
  place: number,
  difference: number,
  same: ReadonlySet<number>,
  isHighBest: boolean,
): Standing => {
  if (same.has(place)) return "same";
  return difference > 0 === isHighBest ? "better" : "worse";
};

/** What the bar says of how many rows stand how. */
export const countWords = ({
  better,
  same,
  worse,
}: Readonly<Record<Standing, number>>): Readonly<Record<Standing, string>> => ({
  better: `▲ ${better} clearly better`,
  same: `= ${same} no clear difference`,
  worse: `▼ ${worse} clearly worse`,
});

/** Whether a row can be compared with all of its board: a board of too many entries, or a page of one, does not say with what. */
const isPickable = (row: HTMLElement): boolean => row.dataset["t"] !== undefined;

/** Marks every other row of a board against the one that the address names. Gives that row and how many are better, the same and worse. */
const markRows = (table: HTMLTableElement) => {
  // As the page came, without a row in its address, nothing is marked.
  if (location.hash === "" && !table.classList.contains("picked")) return undefined;
  const rows = [...table.querySelectorAll<HTMLTableRowElement>("tbody tr[id]")].sort(
    (a, b) => Number(a.dataset["place"]) - Number(b.dataset["place"]),
  );
  const picked = rows.find((row) => isPickable(row) && row.id === decodeURIComponent(location.hash.slice(1)));
  table.classList.toggle("picked", picked !== undefined);
  for (const row of rows) row.classList.remove("b", "t");
  if (!picked) return undefined;
  const value = numberOf(picked, "--e");
  const decimals = table.dataset["metric"] === "score" ? 3 : 1;
  table.style.setProperty("--p", String(value));
  const same = placesIn(picked.dataset["t"] ?? "");
  const counts = { better: 0, same: 0, worse: 0 };
  const isHighBest = table.querySelector<HTMLElement>("th.rt")?.dataset["best"] !== "low";
  rows.forEach((row, position) => {
    const difference = numberOf(row, "--e") - value;
    const cell = row.querySelector<HTMLElement>(".iv");
    if (cell) cell.dataset["d"] = row === picked ? "picked" : signed(difference, decimals);
    if (row === picked) return;
    const kind = standingOf(position + 1, difference, same, isHighBest);
    counts[kind]++;
    if (kind === "same") row.classList.add("t");
    else if (kind === "better") row.classList.add("b");
  });
  return { picked, counts };
};

const fillBar = (bar: HTMLElement, found: NonNullable<ReturnType<typeof markRows>>): void => {
  const { picked, counts } = found;
  const entry = JSON.parse(picked.dataset["entry"] ?? "{}") as Entry;
  const words = countWords(counts);
  const texts = {
    ".who": `${entryTitle(entry)}, ${picked.querySelector(".rt")?.textContent?.trim()}`,
    ".better": words.better,
    ".same": words.same,
    ".worse": words.worse,
  };
  for (const [selector, text] of Object.entries(texts)) {
    const part = bar.querySelector(selector);
    if (part) part.textContent = text;
  }
  const [rivals, compare] = [".rivals", ".compare"].map((kind) => bar.querySelector<HTMLAnchorElement>(kind));
  const page = picked.querySelector<HTMLAnchorElement>(".ag a");
  if (rivals && page) rivals.href = `${page.href}#comparisons`;
  if (!compare) return;
  const address = new URL(compare.href);
  address.searchParams.set("entry", formatEntry(entry));
  compare.href = address.href;
};

/** Lets a reader pick a row of a board by a click anywhere in it; the address names it, so that style marks it. */
export const pickRows = (tables: readonly HTMLTableElement[], bar: HTMLElement | null): void => {
  for (const table of tables) {
    [...table.querySelectorAll<HTMLElement>("tbody tr[id]")].forEach((row, place) => {
      row.dataset["place"] = String(place);
    });
  }
  const show = (): void => {
    const found = tables.map(markRows).find((given) => given !== undefined);
    if (bar) bar.hidden = found === undefined;
    if (bar && found) fillBar(bar, found);
  };
  const go = (hash: string): void => {
    // The row is in view already: it stays where it is.
    const top = scrollY;
    location.hash = hash;
    scrollTo({ top, behavior: "instant" });
  };
  for (const table of tables) {
    table.tBodies[0]?.addEventListener("click", (event) => {
      const target = event.target as HTMLElement;
      const row = target.closest<HTMLElement>("tr[id]");
      const rank = target.closest(".rk a");
      if (!row || !isPickable(row) || (target.closest("a") && !rank) || getSelection()?.toString()) return;
      event.preventDefault();
      go(decodeURIComponent(location.hash.slice(1)) === row.id ? "none" : row.id);
    });
  }
  bar?.querySelector("button")?.addEventListener("click", () => go("none"));
  addEventListener("hashchange", show);
  show();
};
