import { csvParseRows } from "d3";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { csvOf } from "./table.ts";

it("writes a header and a line a row", () => {
  const table = {
    columns: ["a", "=b", "c"],
    rows: [
      [1, "x", null],
      [true, "=y", 0],
    ],
  };
  expect(csvOf(table)).toBe("a,'=b,c\r\n1,x,\r\ntrue,'=y,0\r\n");
});

it("gives texts back to a reader of CSV, apart from the apostrophe before a formula", () => {
  const rows = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom("a", "=", "-", "1", ",", '"', "\r", "\n") }), { minLength: 2 }),
  );
  fc.assert(
    fc.property(rows, (texts) => {
      const [, ...read] = csvParseRows(csvOf({ columns: ["x", "y"], rows: texts }));
      const given = read.map((row, line) =>
        row.map((text, place) => (text === `'${texts[line]?.[place]}` ? text.slice(1) : text)),
      );
      expect(given).toEqual(texts);
    }),
    { seed: 1, numRuns: 1000 },
  );
});
