import { expect, it } from "vitest";
import { partsInMemory } from "./parts-in-memory.ts";

it("keeps the texts of parts by their ids", async () => {
  const texts = new Map([["a", "1"]]);
  const store = partsInMemory(texts);
  await store.write("b", "2");
  expect(await Promise.all(["a", "b", "c"].map(store.has))).toEqual([true, true, false]);
  expect(await store.read("b")).toBe("2");
  expect([...texts.keys()]).toEqual(["a", "b"]);
  expect(await partsInMemory().has("a")).toBe(false);
});
