import type { ReactNode } from "react";
import { ROLES } from "./table-roles.ts";

/** A column beside the rows' headings. */
export interface StackedColumn<Row> {
  title: string;
  cell: (row: Row) => ReactNode;
  numeric?: true;
}

/** A table whose rows become lines on a phone: the heading, then each figure behind what it is. */
export const StackedTable = <Row,>({
  caption,
  heading,
  columns,
  rows,
  headOf,
}: {
  caption: string;
  /** What stands over the rows' headings. */
  heading: string;
  columns: readonly StackedColumn<Row>[];
  rows: readonly Row[];
  /** A row's heading: no two rows have the same. */
  headOf: (row: Row) => string;
}) => (
  <table className="stacks" {...ROLES.table}>
    <caption>{caption}</caption>
    <thead {...ROLES.group}>
      <tr {...ROLES.row}>
        <th scope="col" {...ROLES.head}>
          {heading}
        </th>
        {columns.map(({ title, numeric }) => (
          <th key={title} scope="col" {...ROLES.head} data-numeric={numeric}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody {...ROLES.group}>
      {rows.map((row) => (
        <tr key={headOf(row)} {...ROLES.row}>
          <th scope="row" {...ROLES.rowHead}>
            {headOf(row)}
          </th>
          {columns.map(({ title, cell, numeric }) => (
            <td key={title} {...ROLES.cell} data-numeric={numeric} data-title={numeric && title}>
              {cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
