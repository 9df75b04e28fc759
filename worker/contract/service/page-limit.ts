/** The most items that a page of a list holds. Apart from the schema, so that pages in a browser have it without zod. */
export const MAX_PAGE_ITEMS = 200;
