import * as z from "zod";
import { MAX_PAGE_ITEMS } from "./page-limit.ts";
import { wholeNumber } from "./query-numbers.ts";

/** How many items a page holds at most; more than `most` count as `most`. */
export const limitOf = (most: number) =>
  wholeNumber({ min: 1 }, "must be a whole number of at least 1, in digits alone").transform((limit) =>
    Math.min(limit, most),
  );

/**
 * How many items a page of a list holds at most. More count as MAX_PAGE_ITEMS, since clients of the original API ask for thousands: they
 * read the first page, and the header Link tells where the next begins.
 */
export const LimitSchema = limitOf(MAX_PAGE_ITEMS).default(50);

/** What is wrong with a cursor that no answer gave. */
export const UNKNOWN_CURSOR = "must be the cursor of an earlier answer, unchanged";

/** A cursor that is the JSON text of what the schema takes. */
export const jsonCursor = <Schema extends z.ZodType>(schema: Schema) =>
  z.string().transform((text, context): z.output<Schema> => {
    const parsed = schema.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: UNKNOWN_CURSOR });
    return z.NEVER;
  });

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
