import { expect, it } from "vitest";
import { headGiver, headRemover } from "./snapshot-head.ts";

const OLD = { id: "a".repeat(64), createdAt: "2026-01-01T00:00:00.000Z" };
const NEW = { id: "b".repeat(64), createdAt: "2026-02-01T00:00:00.000Z" };

const carriedOver = (text: string): string =>
  Buffer.concat(headGiver(NEW)(headRemover(OLD)(Buffer.from(text)))).toString();

it.each([
  ["with its moment", `{"snapshot":"${OLD.id}","createdAt":"${OLD.createdAt}","x":1}`],
  ["by its id alone", `{"snapshot":"${OLD.id}","suite":"${OLD.createdAt.slice(4)}"}`],
])("names the snapshot of the build that takes a file over: %s", (_, text) => {
  expect(carriedOver(text)).toBe(text.replace(OLD.id, NEW.id).replace(OLD.createdAt, NEW.createdAt));
});

it.each([
  "",
  "{}",
  `<p>{"snapshot":"${OLD.id}"}</p>`,
  `{"snapshot":"${"c".repeat(64)}"}`,
  `{"x":{"snapshot":"${OLD.id}","createdAt":"${OLD.createdAt}"}}`,
])("leaves alone what begins otherwise: %s", (text) => {
  expect(carriedOver(text)).toBe(text);
});

it("keeps the same bytes of files that differ in the snapshot alone", () => {
  const of = ({ id, createdAt }: typeof OLD) => Buffer.from(`{"snapshot":"${id}","createdAt":"${createdAt}","x":"ü"}`);
  expect(headRemover(OLD)(of(OLD))).toEqual(headRemover(NEW)(of(NEW)));
});
