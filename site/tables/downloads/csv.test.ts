import { expect, it } from "vitest";
import { csvOf } from "./csv.ts";

const cellOf = (value: string | number) => csvOf({ columns: ["a"], rows: [[value]] });

it("writes a header and a line a row", () => {
  const table = {
    columns: ["a", "b"],
    rows: [
      [1, "x"],
      [true, "y"],
    ],
  };
  expect(csvOf(table)).toBe("a,b\r\n1,x\r\ntrue,y\r\n");
});

it("leaves unknown values empty and keeps zero", () => {
  expect(csvOf({ columns: ["a", "b", "c"], rows: [[null, 0, undefined]] })).toBe("a,b,c\r\n,0,\r\n");
});

it("quotes separators, quotes and line breaks", () => {
  expect(cellOf('x,"y"\nz')).toBe('a\r\n"x,""y""\nz"\r\n');
});

it.each([
  ["=1+1", "'=1+1"],
  ["+SUM(A1)", "'+SUM(A1)"],
  ["-2+3", "'-2+3"],
  ["@cmd", "'@cmd"],
  ["\tx", "'\tx"],
])("disarms %j", (text, cell) => {
  expect(cellOf(text)).toBe(`a\r\n${cell}\r\n`);
});

it("disarms a leading carriage return within its quotes, and names of columns too", () => {
  expect(cellOf("\r=1")).toBe('a\r\n"\'\r=1"\r\n');
  expect(csvOf({ columns: ["=x"], rows: [] })).toBe("'=x\r\n");
});

it.each([-2, -0.5, 1e-7, "-2.5"])("leaves the number %s alone", (value) => {
  expect(cellOf(value)).toBe(`a\r\n${value}\r\n`);
});
