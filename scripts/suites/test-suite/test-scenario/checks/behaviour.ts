import type { Case } from "../../../checks/run-case.ts";
import { scoreCases } from "../../../checks/score-cases.ts";

const LETTERS = ["a", "b", "c", "d", "e"];

const pager = (title: string, call: string, args: unknown[], gives: unknown): Case => ({
  title,
  module: "src/pager.js",
  call,
  args,
  gives,
});

await scoreCases(process.cwd(), [
  pager("a full first page", "itemsOf", [LETTERS, 1, 2], ["a", "b"]),
  pager("a full page in the middle", "itemsOf", [LETTERS, 2, 2], ["c", "d"]),
  pager("a last page that is not full", "itemsOf", [LETTERS, 3, 2], ["e"]),
  pager("pages of one item", "itemsOf", [LETTERS, 4, 1], ["d"]),
  pager("a page larger than the list", "itemsOf", [LETTERS, 1, 9], LETTERS),
  pager("a page that does not exist", "itemsOf", [LETTERS, 4, 2], []),
  pager("the number of pages", "countPages", [41, 20], 3),
  pager("the page numbers at the end", "pageWindow", [20, 20, 5], [16, 17, 18, 19, 20]),
]);
