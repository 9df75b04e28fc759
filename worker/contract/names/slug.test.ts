import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slugOf } from "./slug.ts";

describe("slugOf", () => {
  it.each(["update-deps", "astropy__astropy-12907", "gpt-4.1", "a", "L0", "Lx"])(
    "leaves the plain name %s as it is",
    (name) => {
      expect(slugOf(name)).toBe(name);
    },
  );

  it.each([
    ["openai/gpt-5", "openai-gpt-5~3ada7776822f837fc31a"],
    ["A", "a~559aead08264d5795d39"],
    ["../../etc", "etc~74ccf3c5b4c19a8167f9"],
    ["🎉", "~6146299cd54818a0e659"],
    ["l1", "l1~2804bad6fe94a55f18b2"],
  ])("gives %s a readable part and a hash", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("keeps a name from passing for a page's file", () => {
    expect(slugOf("index.html")).toMatch(/^index\.html~[0-9a-f]{20}$/);
  });

  it("gives different names different slugs, even where case is ignored", () => {
    const names = [
      "A",
      "a",
      "L1",
      "l1",
      "a/b",
      "a-b",
      "a b",
      "a~559aead08264d5795d39",
      "index.html",
      "x".repeat(300),
      "x".repeat(301),
      "é",
      "e",
      "é".normalize("NFD"),
    ];
    expect(new Set(names.map((name) => slugOf(name).toLowerCase())).size).toBe(names.length);
  });

  it("is a safe path segment and file name for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }), (name) => {
        expect(slugOf(name)).toMatch(/^(?:L[0-3x]|[a-z0-9._-]*(?:~[0-9a-f]{20})?)$/);
        expect(slugOf(name)).not.toMatch(/^\.|\.$/);
        expect(slugOf(name).length).toBeLessThanOrEqual(80);
      }),
      { seed: 1 },
    );
  });
});
