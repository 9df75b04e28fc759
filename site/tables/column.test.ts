import { expect, it } from "vitest";
import { attributesHtml, type Column, fileTable, inFilesAlone, pageTable } from "./column.ts";

interface Row {
  name: string;
  amount: number | null;
}

const COLUMNS: readonly Column<Row>[] = [
  {
    page: () => ({ heading: "Name", kind: "row heading", cell: { html: ({ name }) => `<b>${name}</b>` } }),
    fields: { name: ({ name }) => name, length: ({ name }) => name.length },
  },
  {
    page: (rows) =>
      rows.some(({ amount }) => amount !== null)
        ? {
            heading: "Amount",
            method: "/m/",
            kind: "figure",
            sort: { name: "amount" },
            cell: { text: ({ amount }) => `<${amount}` },
          }
        : undefined,
    fields: { amount: ({ amount }) => amount },
  },
];

const rows: Row[] = [
  { name: "a", amount: 1 },
  { name: "bc", amount: null },
];

it("shows rows on a page, where text is text and HTML is HTML", () => {
  expect(
    pageTable(COLUMNS, rows, ({ amount }, position) => ({ "data-amount": amount ?? undefined, position })),
  ).toEqual({
    heads: [
      { heading: "Name", html: undefined, method: undefined, class: "entry", sort: undefined },
      { heading: "Amount", html: undefined, method: "/m/", class: "n", sort: { name: "amount" } },
    ],
    rows: [
      { attributes: { "data-amount": 1, position: 0 }, cells: '<th scope="row"><b>a</b></th><td>&lt;1</td>' },
      { attributes: { position: 1 }, cells: '<th scope="row"><b>bc</b></th><td>&lt;null</td>' },
    ],
  });
});

it("leaves a column out of a page whose rows have nothing to show there, and never out of files", () => {
  expect(pageTable(COLUMNS, rows.slice(1)).heads.map(({ heading }) => heading)).toEqual(["Name"]);
  expect(pageTable(COLUMNS.map(inFilesAlone), rows).heads).toEqual([]);
  const table = { columns: ["name", "length", "amount"], rows: [["bc", 2, null]] };
  expect(fileTable(COLUMNS, rows.slice(1))).toEqual(table);
  expect(fileTable(COLUMNS.map(inFilesAlone), rows.slice(1))).toEqual(table);
});

it("says what cells are where style may lay them out as a grid, and gives a column its own class", () => {
  const columns: Column<Row>[] = [
    {
      page: () => ({ heading: "Name", kind: "row heading", class: "ag", cell: { text: ({ name }) => name } }),
      fields: {},
    },
    {
      page: () => ({ heading: "x", head: "<i>0</i>", kind: "words", class: "ci", cell: { html: () => "" } }),
      fields: {},
    },
  ];
  const { heads, rows: made } = pageTable(columns, rows.slice(0, 1), undefined, true);
  expect(made[0]?.cells).toBe('<th role="rowheader" scope="row" class="ag">a</th><td role="cell" class="e ci"></td>');
  expect(heads.map(({ html, class: kind }) => [html, kind])).toEqual([
    [undefined, "entry ag"],
    ["<i>0</i>", "ci"],
  ]);
});

it("writes attributes, escaped, without those that are undefined", () => {
  expect(attributesHtml({ id: 'a"b', class: undefined, "data-n": 0 })).toBe(' id="a&quot;b" data-n="0"');
});
