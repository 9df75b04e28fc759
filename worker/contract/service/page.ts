import * as z from "zod";

/** The most items that a page of a list holds. */
const MAX_LIMIT = 200;

/**
 * How many items a page of a list holds at most. More than 200 count as 200, since clients of the original API ask for thousands: they
 * read the first page, and the header Link tells where the next begins.
 */
export const LimitSchema = z.coerce
  .number({ error: "must be a whole number of at least 1" })
  .int("must be a whole number of at least 1")
  .min(1, "must be a whole number of at least 1")
  .transform((limit) => Math.min(limit, MAX_LIMIT))
  .default(50);
