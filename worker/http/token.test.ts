import { expect, it } from "vitest";
import { formatToken, hashOfSecret, makeKeyId, makeSecret, parseToken } from "./token.ts";

it("makes a token that is read as what it was made of", () => {
  const parts = { id: makeKeyId(), secret: makeSecret() };
  const token = formatToken(parts);
  expect(token).toMatch(/^zeb_[0-9a-f]{12}_[0-9a-f]{64}$/);
  expect(parseToken(token)).toEqual(parts);
});

it("makes other ids and secrets each time", () => {
  expect(new Set(Array.from({ length: 50 }, makeKeyId)).size).toBe(50);
  expect(new Set(Array.from({ length: 50 }, makeSecret)).size).toBe(50);
});

it("reads nothing that is not wholly a token", () => {
  const token = formatToken({ id: "0123456789ab", secret: "c".repeat(64) });
  const others = [
    "",
    "zeb",
    ` ${token}`,
    `${token} `,
    `${token}c`,
    `x${token}`,
    token.slice(0, -1),
    token.toUpperCase(),
    token.replace("zeb", "zec"),
    token.replace("c", "g"),
    token.replaceAll("_", "-"),
  ];
  expect(others.map(parseToken)).toEqual(others.map(() => undefined));
  expect(parseToken(token)).toEqual({ id: "0123456789ab", secret: "c".repeat(64) });
});

it("keeps the SHA-256 of a secret", () => {
  // Of "abc": FIPS 180-2, appendix B.1.
  expect(hashOfSecret("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
