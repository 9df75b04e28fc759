/** The most items that a page of a list holds. Apart from the schema, so that what runs without zod has it. */
export const MAX_PAGE_ITEMS = 1_000;
