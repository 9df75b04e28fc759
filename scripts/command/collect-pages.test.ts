import { describe, expect, it } from "vitest";
import { collectPages } from "./collect-pages.ts";

/** A list of so many numbers in pages, of which each holds at most `most` whatever is asked for; and what was asked. */
const listOf = (length: number, most: number) => {
  const asked: [number, string | undefined][] = [];
  const ask = async (limit: number, cursor: string | undefined) => {
    asked.push([limit, cursor]);
    const from = Number(cursor ?? 0);
    const end = Math.min(length, from + Math.min(limit, most));
    const items = Array.from({ length: end - from }, (_, position) => from + position);
    return { items, nextCursor: end < length ? String(end) : undefined };
  };
  return { asked, ask };
};

describe("collectPages", () => {
  it("asks for no more than it needs", async () => {
    const { asked, ask } = listOf(1000, 200);
    expect(await collectPages(ask, 250)).toMatchObject({ items: { length: 250 }, hasMore: true });
    expect(asked).toEqual([
      [250, undefined],
      [50, "200"],
    ]);
  });

  it("gives all in order, and says that there are no more", async () => {
    const { ask } = listOf(450, 200);
    const { items, hasMore } = await collectPages(ask, Number.POSITIVE_INFINITY);
    expect(items).toEqual(Array.from({ length: 450 }, (_, position) => position));
    expect(hasMore).toBe(false);
  });

  it("goes on after pages that hold fewer than asked for, even none", async () => {
    const pages = [
      { items: [], nextCursor: "a" },
      { items: [1], nextCursor: "b" },
      { items: [2], nextCursor: undefined },
    ];
    const ask = async () => pages.shift() ?? { items: [], nextCursor: undefined };
    expect(await collectPages<number>(ask, 50)).toEqual({ items: [1, 2], hasMore: false });
  });
});
