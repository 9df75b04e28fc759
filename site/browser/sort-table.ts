import { cellValue, compareValues } from "./cell-values.ts";
import { remember, stateIn } from "./page-address.ts";

/** Columns of names, whose cells may begin with a number. */
const NAMES = ["agent", "model", "entry"];

/** Up is from the low to the high, or from A to Z. */
type Direction = 1 | -1;

/**
 * Makes the heads of a table that can be sorted (data-sort: their name in addresses) buttons: the first press puts the best first, the
 * second reverses, the third restores the order in which the table came. `suffix` tells the tables of one page apart.
 */
export const sortTable = (table: HTMLTableElement, suffix: string): void => {
  const [body] = table.tBodies;
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (!body) return;
  const all = [...body.rows];
  const rows = all.filter((row) => !row.classList.contains("gh"));
  const bestOf = (head: HTMLElement): Direction => (head.dataset["best"] === "low" ? 1 : -1);

  const sort = (column: number, direction: Direction | 0): void => {
    const areNames = NAMES.includes(heads[column]?.dataset["sort"] ?? "");
    const order = cellOrder(
      rows.map((row) => row.cells[column]),
      direction,
      areNames,
    );
    const sorted = direction ? rows.toSorted((a, b) => order(a.cells[column], b.cells[column])) : all;
    body.append(...sorted);
    table.classList.toggle("sorted", direction !== 0);
    heads.forEach((head, position) => {
      if (position === column && direction) head.ariaSort = direction > 0 ? "ascending" : "descending";
      else head.removeAttribute("aria-sort");
    });
  };

  const press = (column: number, head: HTMLElement): void => {
    const best = bestOf(head);
    const now = head.ariaSort === "ascending" ? 1 : head.ariaSort === "descending" ? -1 : 0;
    const next = now === 0 ? best : now === best ? (-best as Direction) : 0;
    sort(column, next);
    remember({
      [`sort${suffix}`]: next ? (head.dataset["sort"] ?? "") : "",
      [`order${suffix}`]: next === -best ? "reverse" : "",
    });
  };

  heads.forEach((head, column) => {
    if (head.dataset["sort"] === undefined) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.onclick = () => press(column, head);
    head.append(button);
  });
  const state = stateIn();
  const column = heads.findIndex(({ dataset }) => dataset["sort"] && dataset["sort"] === state.get(`sort${suffix}`));
  const head = heads[column];
  if (head) sort(column, state.get(`order${suffix}`) === "reverse" ? (-bestOf(head) as Direction) : bestOf(head));
};
