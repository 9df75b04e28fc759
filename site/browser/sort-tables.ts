// Lets a reader sort and filter tables marked data-sortable, with the state in the address. The table as it came is the honest
// order, and every third press of a button brings it back.
import { cellOrder } from "./cell-order.ts";

/** Fewer rows are found by eye. */
const FILTERED_ROWS = 8;

const query = () => new URLSearchParams(location.search);

const remember = (values: Record<string, string>) => {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, "", url);
};

/** What the state of a table is called in the address: those of the page's first have plain names. */
type KeyOf = (name: string) => string;

const showOrder = (heads: readonly HTMLElement[], column: number, direction: number) => {
  heads.forEach((head, position) => {
    const isSorted = position === column && direction !== 0;
    if (isSorted) head.ariaSort = direction > 0 ? "ascending" : "descending";
    else head.removeAttribute("aria-sort");
    const sign = head.querySelector("button");
    if (sign) sign.textContent = isSorted ? (direction > 0 ? "↑" : "↓") : "↕";
  });
};

const addSorting = (table: HTMLTableElement, body: HTMLTableSectionElement, key: KeyOf) => {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const rows = [...body.rows];
  const sort = (column: number, direction: number) => {
    const compare = cellOrder(
      rows.map((row) => row.cells[column]),
      direction,
    );
    body.append(...(direction ? rows.toSorted((a, b) => compare(a.cells[column], b.cells[column])) : rows));
    table.classList.toggle("sorted", direction !== 0);
    showOrder(heads, column, direction);
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "↕";
    button.ariaLabel = `Sort by ${head.textContent?.trim()}`;
    button.onclick = () => {
      const now = head.ariaSort;
      const direction = now === "descending" ? 1 : now === "ascending" ? 0 : -1;
      sort(column, direction);
      remember({ [key("sort")]: direction ? String(column + 1) : "", [key("order")]: direction > 0 ? "up" : "" });
    };
    head.append(" ", button);
  });
  const column = Number(query().get(key("sort"))) - 1;
  if (heads[column]) sort(column, query().get(key("order")) === "up" ? 1 : -1);
};

const addFilter = (table: HTMLTableElement, rows: readonly HTMLTableRowElement[], key: KeyOf) => {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  label.className = "filter";
  input.type = "search";
  input.value = query().get(key("find")) ?? "";
  const filter = () => {
    const wanted = input.value.toLowerCase();
    for (const row of rows) row.hidden = !row.querySelector("th")?.textContent?.toLowerCase().includes(wanted);
    const shown = rows.filter(({ hidden }) => !hidden).length;
    count.textContent = wanted ? ` ${shown} of ${rows.length} rows` : "";
  };
  input.oninput = () => {
    filter();
    remember({ [key("find")]: input.value });
  };
  label.append("Find ", input, count);
  table.parentElement?.before(label);
  filter();
};

document.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach((table, number) => {
  const [body] = table.tBodies;
  if (!body) return;
  const key: KeyOf = (name) => (number ? name + number : name);
  addSorting(table, body, key);
  if (body.rows.length >= FILTERED_ROWS) addFilter(table, [...body.rows], key);
});
