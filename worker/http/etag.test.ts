import { expect, it } from "vitest";
import { hasCurrent } from "./etag.ts";

it.each([
  ['"abc"', true],
  ['W/"abc"', true],
  ['"x", "abc"', true],
  ['"x",W/"abc" , "y"', true],
  ["*", true],
  ['"x", *', true],
  ["abc", false],
  ['"ABC"', false],
  ['"abcd"', false],
  ['w/"abc"', false],
  ["", false],
])("a client that sends If-None-Match: %s has it: %s", (header, has) => {
  const request = new Request("http://localhost/", { headers: { "if-none-match": header } });
  expect(hasCurrent(request, "abc")).toBe(has);
});

it("a client that sends no If-None-Match does not have it, even where the tag is empty", () => {
  expect(hasCurrent(new Request("http://localhost/"), "abc")).toBe(false);
  expect(hasCurrent(new Request("http://localhost/"), "")).toBe(false);
});
