import * as z from "zod";
import { MAX_PAGE_ITEMS } from "./page-limit.ts";

/**
 * How many items a page of a list holds at most. More count as MAX_PAGE_ITEMS, since clients of the original API ask for thousands: they
 * read the first page, and the header Link tells where the next begins.
 */
export const LimitSchema = z.coerce
  .number({ error: "must be a whole number of at least 1" })
  .int("must be a whole number of at least 1")
  .min(1, "must be a whole number of at least 1")
  .transform((limit) => Math.min(limit, MAX_PAGE_ITEMS))
  .default(50);
