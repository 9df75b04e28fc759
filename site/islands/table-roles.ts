/** A table's own roles, said aloud: where the window is narrow, CSS makes lines of the rows, and the roles would go with that. */
export const ROLES = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  rowHead: { role: "rowheader" },
  cell: { role: "cell" },
} as const;
