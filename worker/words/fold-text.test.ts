import { expect, it } from "vitest";
import { foldText } from "./fold-text.ts";

it.each([
  ["Café", "cafe"],
  ["ÅNGSTRÖM", "angstrom"],
  ["ﬁx", "fix"],
])("looks for %s as %s", (text, folded) => {
  expect(foldText(text)).toBe(folded);
});
