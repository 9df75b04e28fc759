import type { Entry } from "#contract/names/entry.ts";
import { remember, stateIn } from "./page-address.ts";

/** A row of a board as filters see it. */
export interface FilteredRow extends Entry {
  /** Who makes its agent and its model, as far as that is known. */
  organizations: readonly string[];
  /** "open" or "closed"; empty where nobody says. */
  weights: string;
  /** Who ran it, in words. */
  ranBy: string;
  /** The year of its last run; empty where that is not known. */
  year: string;
  mayBeFirst: boolean;
}

/** What is asked of rows, by the names that the address has; an empty text asks nothing. */
export type Filters = Readonly<Record<string, string>>;

/** Whether a row is what the filters ask for. */
export const passes = (
  { agent, model = "", variant = "", organizations, weights, ranBy, year, mayBeFirst }: FilteredRow,
  { find = "", since = "", first = "", organization = "", ...wanted }: Filters,
): boolean => {
  const same = { agent, model, weights, "ran-by": ranBy };
  const text = `${agent} ${model} ${variant}`.toLowerCase();
  return (
    text.includes(find.trim().toLowerCase()) &&
    Object.entries(same).every(([name, value]) => !wanted[name] || value === wanted[name]) &&
    (organization === "" || organizations.includes(organization)) &&
    (since === "" || year >= since) &&
    (first === "" || mayBeFirst)
  );
};

const rowOf = (row: HTMLTableRowElement): FilteredRow => ({
  ...(JSON.parse(row.dataset["entry"] ?? "{}") as Entry),
  organizations: JSON.parse(row.dataset["organizations"] ?? "[]") as string[],
  weights: row.dataset["weights"] ?? "",
  ranBy: row.dataset["ranBy"] ?? "",
  year: row.querySelector(".dt")?.textContent?.slice(0, 4).replace(/\D.*/, "") ?? "",
  mayBeFirst: row.classList.contains("f"),
});

const { compare: byName } = new Intl.Collator("en", { sensitivity: "base", numeric: true });

/** How the values of a choice are offered. */
interface Choice {
  order?: (a: string, b: string) => number;
  words?: (value: string) => string;
}

/** Fills a choice with what the rows have, in order; a choice of one is none. */
const fillChoice = (
  form: HTMLFormElement,
  name: string,
  { values, order = byName, words = (value) => value }: Choice & { values: readonly string[] },
): void => {
  const choice = form.elements.namedItem(name) as HTMLSelectElement | null;
  const found = [...new Set(values.filter(Boolean))].sort(order);
  if (found.length < 2) choice?.remove();
  else choice?.append(...found.map((value) => new Option(words(value), value)));
};

const fieldsOf = (form: HTMLFormElement) =>
  [...form.elements].filter((field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement);

const restore = (form: HTMLFormElement): void => {
  const state = stateIn();
  // While the dialog of runs is open, these names are its own.
  if (state.has("trials")) return;
  for (const field of fieldsOf(form)) {
    const value = state.get(field.name);
    if (value === null) continue;
    if (field.type === "checkbox") (field as HTMLInputElement).checked = value === field.value;
    else field.value = value;
    if (field.type !== "checkbox" && field.value !== value) field.value = "";
  }
};

/** A choice of who ran something; of what nobody says there is nobody to name. */
export const ranByWords = (by: string): string => (by === "not stated" ? by : `run by ${by}`);

/** How many rows are shown, of those on the page, and of the board where that has more pages. */
export const describeShown = (shown: number, onPage: number, all: number): string =>
  onPage === all
    ? `${shown} of ${all} entries; ranks stay those of all`
    : `${shown} of the ${onPage} entries on this page; ranks stay those of all ${all}`;

const showFiltered = (
  tables: readonly HTMLTableElement[],
  form: HTMLFormElement,
  output: HTMLOutputElement | null,
): void => {
  const filters = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  let [shown, all] = [0, 0];
  tables.forEach((table, position) => {
    let head: HTMLElement | undefined;
    for (const row of table.tBodies[0]?.rows ?? []) {
      if (row.classList.contains("gh")) {
        head = row;
        head.hidden = true;
        continue;
      }
      row.hidden = !passes(rowOf(row), filters);
      if (head && !row.hidden) head.hidden = false;
      if (position === 0) [shown, all] = [shown + Number(!row.hidden), all + 1];
    }
  });
  if (!output) return;
  output.dataset["hint"] ??= output.textContent ?? "";
  if (shown === all) output.textContent = output.dataset["hint"];
  else if (shown > 0) output.textContent = describeShown(shown, all, Number(tables[0]?.dataset["all"] ?? all));
  else {
    const link = Object.assign(document.createElement("a"), {
      href: location.pathname,
      textContent: `Show all ${all}`,
    });
    output.replaceChildren("No entry matches. ", link);
  }
};

/** Lets a reader choose which rows of the boards are shown, with the choice in the address. Ranks stay those of all. */
export const filterBoards = (tables: readonly HTMLTableElement[], tools: HTMLElement | null): void => {
  const form = tools?.querySelector("form");
  const fold = tools?.querySelector<HTMLElement>(".fold");
  if (!form) return;
  fold?.addEventListener("click", () => {
    fold.ariaExpanded = String(fold.ariaExpanded !== "true");
  });
  const rows = [...(tables[0]?.querySelectorAll<HTMLTableRowElement>("tbody tr[data-entry]") ?? [])].map(rowOf);
  const offer = (name: string, pick: (row: FilteredRow) => string | readonly string[] | undefined, how: Choice = {}) =>
    fillChoice(form, name, { values: rows.flatMap((row) => pick(row) ?? []), ...how });
  offer("agent", ({ agent }) => agent);
  offer("model", ({ model }) => model);
  offer("organization", ({ organizations }) => organizations);
  offer("ran-by", ({ ranBy }) => ranBy, { words: ranByWords });
  offer("since", ({ year }) => year, { order: (a, b) => byName(b, a), words: (year) => `since ${year}` });
  restore(form);
  const output = tools?.querySelector("output") ?? null;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    showFiltered(tables, form, output);
    const given = new FormData(form);
    remember(Object.fromEntries(fieldsOf(form).map(({ name }) => [name, String(given.get(name) ?? "")])));
  });
  // As the page came, all rows are shown: most readers ask for nothing.
  if ([...new FormData(form).values()].some(Boolean)) showFiltered(tables, form, output);
};
