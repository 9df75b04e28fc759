import { expect, it } from "vitest";
import { isPlainAddress } from "./plain-address.ts";

it.each([
  ["https://example.org/a?b#c", true],
  ["https://example.org:8443/", true],
  ["http://example.org/", false],
  ["javascript:alert(1)", false],
  ["https://name@example.org/", false],
  ["https://:word@example.org/", false],
  ["//example.org/", false],
  ["", false],
])("of %j says %s", (address, isPlain) => {
  expect(isPlainAddress(address)).toBe(isPlain);
});
