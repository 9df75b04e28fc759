// Lets a reader sort and filter tables marked data-sortable, with the state in the address. The table as it came is the honest
// order, and every third press of a button brings it back.
const UNITS: Record<string, number> = { k: 1e3, M: 1e6, min: 60, h: 3600 };

/** The number a cell starts with, durations added up to seconds; NaN for none. */
const numberIn = (text: string): number => {
  const parts = [...text.matchAll(/(-?[\d.,]*\d)\s*(?:(h|min|s|k|M)\b)?/g)];
  const amount = (part?: string[]) => Number(part?.[1]?.replaceAll(",", "")) * (UNITS[part?.[2] ?? ""] ?? 1);
  return amount(parts[0]) + (/h|min/.test(parts[0]?.[2] ?? "") && parts[1] ? amount(parts[1]) : 0);
};

const query = () => new URLSearchParams(location.search);

const remember = (values: Record<string, string>) => {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  history.replaceState(history.state, "", url);
};

document.querySelectorAll<HTMLTableElement>("table[data-sortable]").forEach((table, number) => {
  const [body] = table.tBodies;
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (!body) return;
  const rows = [...body.rows];
  const key = (name: string) => (number ? name + number : name);
  const textAt = (row: HTMLTableRowElement, column: number) => row.cells[column]?.textContent?.trim() ?? "";
  const numberAt = (row: HTMLTableRowElement, column: number) => {
    const moment = row.cells[column]?.querySelector("time")?.dateTime;
    return moment ? Date.parse(moment) : numberIn(textAt(row, column));
  };

  const sort = (column: number, direction: number) => {
    const isText = rows.every((row) => row.cells[column]?.tagName === "TH" || Number.isNaN(numberAt(row, column)));
    const compare = (a: HTMLTableRowElement, b: HTMLTableRowElement) => {
      if (isText) return direction * textAt(a, column).localeCompare(textAt(b, column), "en", { numeric: true });
      const [x, y] = [numberAt(a, column), numberAt(b, column)];
      // What is unknown comes last in either direction.
      return Number.isNaN(x) || Number.isNaN(y)
        ? Number(Number.isNaN(x)) - Number(Number.isNaN(y))
        : direction * (x - y);
    };
    body.append(...(direction ? rows.toSorted(compare) : rows));
    table.classList.toggle("sorted", direction !== 0);
    heads.forEach((head, position) => {
      const isSorted = position === column && direction !== 0;
      if (isSorted) head.ariaSort = direction > 0 ? "ascending" : "descending";
      else head.removeAttribute("aria-sort");
      const sign = head.querySelector("button");
      if (sign) sign.textContent = isSorted ? (direction > 0 ? "↑" : "↓") : "↕";
    });
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

  if (rows.length < 8) return;
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
});
