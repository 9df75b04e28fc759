import { cellOrder } from "./cell-order.ts";
import { remember, stateIn } from "./page-address.ts";

/** Columns of names, whose cells may begin with a number. */
const NAMES = ["agent", "model", "organization", "run-by", "entry"];

/** Up is from the low to the high, or from A to Z. */
type Direction = 1 | -1;

const showOrder = (heads: readonly HTMLElement[], column: number, direction: Direction | 0): void => {
  heads.forEach((head, position) => {
    if (position === column && direction) head.ariaSort = direction > 0 ? "ascending" : "descending";
    else head.removeAttribute("aria-sort");
  });
};

const bestOf = ({ dataset }: HTMLElement): Direction => (dataset["best"] === "low" ? 1 : -1);

const reverse = (direction: Direction): Direction => (direction === 1 ? -1 : 1);

/** Gives what puts the rows of a body in the order of a column; 0 for the order in which they came. */
const sorterOf = (table: HTMLTableElement, heads: readonly HTMLElement[]) => {
  const all = [...(table.tBodies[0]?.rows ?? [])];
  const rows = all.filter((row) => !row.classList.contains("gh"));
  return (column: number, direction: Direction | 0): void => {
    const areNames = NAMES.includes(heads[column]?.dataset["sort"] ?? "");
    const cells = rows.map((row) => row.cells[column]);
    const order = cellOrder(cells, direction, areNames);
    table.tBodies[0]?.append(...(direction ? rows.toSorted((a, b) => order(a.cells[column], b.cells[column])) : all));
    table.classList.toggle("sorted", direction !== 0);
    showOrder(heads, column, direction);
  };
};

/**
 * Makes the heads of a table that can be sorted (data-sort: their name in addresses) buttons: the first press puts the best first, the
 * second reverses, the third restores the order in which the table came. `suffix` tells the tables of one page apart.
 */
export const sortTable = (table: HTMLTableElement, suffix: string): void => {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const sort = sorterOf(table, heads);

  const press = (column: number, head: HTMLElement): void => {
    const best = bestOf(head);
    const now = head.ariaSort === null ? 0 : head.ariaSort === "ascending" ? 1 : -1;
    const next = now === 0 ? best : now === best ? reverse(best) : 0;
    sort(column, next);
    remember({
      [`sort${suffix}`]: next ? (head.dataset["sort"] ?? "") : "",
      [`order${suffix}`]: next === reverse(best) ? "reverse" : "",
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
  if (head) sort(column, state.get(`order${suffix}`) === "reverse" ? reverse(bestOf(head)) : bestOf(head));
};
