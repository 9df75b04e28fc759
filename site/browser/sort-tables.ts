// Lets a reader sort and find the rows of tables marked data-sortable, with the state in the address. The table as it came is the honest
// order, and every third press of a head brings it back.
import { remember, stateIn } from "./page-address.ts";
import { sortTable } from "./sort-table.ts";

/** Shorter tables are found through by eye. */
const LEAST_ROWS = 8;

const addFinder = (table: HTMLTableElement, name: string): void => {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  if (rows.length < LEAST_ROWS) return;
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("output");
  label.className = "filter";
  input.type = "search";
  input.value = stateIn().get(name) ?? "";
  const filter = () => {
    const wanted = input.value.toLowerCase();
    for (const row of rows) row.hidden = !row.querySelector("th")?.textContent?.toLowerCase().includes(wanted);
    const shown = rows.filter(({ hidden }) => !hidden).length;
    count.textContent = wanted ? ` ${shown} of ${rows.length} rows` : "";
  };
  input.oninput = () => {
    filter();
    remember({ [name]: input.value });
  };
  label.append("Find ", input, count);
  table.parentElement?.before(label);
  filter();
};

document.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach((table, position) => {
  const suffix = position === 0 ? "" : String(position + 1);
  sortTable(table, suffix);
  addFinder(table, `find${suffix}`);
});
