import { expect, it } from "vitest";
import { formatEntry } from "#contract/names/entry.ts";
import { PATH_BITS, pathOf } from "./part-paths.ts";

it("places a name by the first bits of the SHA-256 of its UTF-8", async () => {
  for (const name of ["", "abc", "é🎉", "x".repeat(300)]) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name)));
    const bits = BigInt(`0x${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`);
    expect(pathOf(name), name).toBe((bits >> BigInt(256 - PATH_BITS)).toString(2).padStart(PATH_BITS, "0"));
  }
  // Of "abc": FIPS 180-2, appendix B.1 begins with ba 78 16 bf 8f.
  expect(pathOf("abc")).toBe("1011101001111000000101101011111110001111");
});

it("gives other names other places", () => {
  const names = Array.from({ length: 500 }, (_, n) => formatEntry({ agent: `agent-${n}`, model: "m" }));
  expect(new Set(names.map(pathOf)).size).toBe(500);
});
