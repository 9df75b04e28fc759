import type { Page } from "#client/worker-client.ts";
import { MAX_PAGE_ITEMS } from "#contract/service/page-limit.ts";

/** Asks for a page of at most so many items; no cursor: the first. */
export type AskForPage<T> = (limit: number, cursor: string | undefined) => Promise<Page<T[]>>;

/** The first `most` items of a list in pages, and whether there may be more. A page may hold fewer than asked for, even none. */
export const collectPages = async <T>(ask: AskForPage<T>, most: number): Promise<{ items: T[]; hasMore: boolean }> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(Math.min(MAX_PAGE_ITEMS, most - items.length), cursor);
    // One by one: a spread takes every item as an argument.
    for (const item of page.items) items.push(item);
    cursor = page.nextCursor;
  } while (cursor !== undefined && items.length < most);
  return { items, hasMore: cursor !== undefined };
};
