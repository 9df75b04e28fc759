import { cellOrder } from "./cell-order.ts";
import { ariaSortOf, bestFirst, nextOrder, type Order, orderBy, wordOf } from "./next-order.ts";
import { remember, stateIn } from "./page-address.ts";

/** Columns of names, whose cells may begin with a number. */
const NAMES = ["agent", "model", "organization", "run-by", "entry"];

const showOrder = (heads: readonly HTMLElement[], column: number, order: Order): void => {
  heads.forEach((head, position) => {
    const said = position === column ? ariaSortOf(order) : null;
    if (said === null) head.removeAttribute("aria-sort");
    else head.ariaSort = said;
  });
};

/** Gives what puts the rows of a body in the order of a column; 0 for the order in which they came. */
const sorterOf = (table: HTMLTableElement, heads: readonly HTMLElement[]) => {
  const all = [...(table.tBodies[0]?.rows ?? [])];
  const rows = all.filter((row) => !row.classList.contains("gh"));
  return (column: number, direction: Order): void => {
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
    const best = bestFirst(head.dataset["best"]);
    const next = nextOrder(head.ariaSort, best);
    sort(column, next);
    remember({
      [`sort${suffix}`]: next ? (head.dataset["sort"] ?? "") : "",
      [`order${suffix}`]: wordOf(next, best),
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
  if (head) sort(column, orderBy(state.get(`order${suffix}`), bestFirst(head.dataset["best"])));
};
