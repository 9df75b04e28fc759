// What a reader can do with a leaderboard beyond reading it: sort, filter, choose the axis, pick a row. The state goes into the address.
import { filterBoards } from "./filter-board.ts";
import { remember, stateIn } from "./page-address.ts";
import { pickRows } from "./pick-row.ts";
import { sortTable } from "./sort-table.ts";

const tables = [...document.querySelectorAll<HTMLTableElement>("table[data-board]")];
const tools = document.querySelector<HTMLElement>(".tools");

pickRows(tables, document.querySelector<HTMLElement>(".pickbar"));
tables.forEach((table, position) => {
  sortTable(table, position === 0 ? "" : String(position + 1));
});
filterBoards(tables, tools);

const ranges = [...document.querySelectorAll<HTMLInputElement>("input[name=range]")];
for (const range of ranges) {
  if (range.value === (stateIn().get("range") ?? "")) range.checked = true;
  range.addEventListener("change", () => remember({ range: range.value }));
}
