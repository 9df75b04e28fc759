import { expect, it } from "vitest";
import { keyOf, versionKey } from "./key-of.ts";

it("gives different names different keys, whatever they hold", () => {
  const names = [["a", "b"], ["a,b"], ["a", "", "b"], ['a","b'], ["a\0b"], ["ab"], ["a", "b", ""]];
  expect(new Set(names.map((list) => keyOf(...list))).size).toBe(names.length);
});

it("takes what is not stated for one version, however that is written", () => {
  const keys = ["", null, undefined].map((suiteVersion) => versionKey({ suite: "s", suiteVersion }));
  expect(new Set([...keys, versionKey({ suite: "s" })]).size).toBe(1);
  expect(versionKey({ suite: "s", suiteVersion: "1" })).not.toBe(keys[0]);
});
