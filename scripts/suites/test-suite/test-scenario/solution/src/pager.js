/** How many pages a number of items fills. */
export const countPages = (items, perPage) => Math.ceil(items / perPage);

/** The items of a page. */
export const itemsOf = (list, page, perPage) => {
  const start = (page - 1) * perPage;
  return list.slice(start, start + perPage);
};

/** The page numbers to show around the current one: at most `width`, and the current one in their middle where there is room. */
export const pageWindow = (current, pages, width) => {
  const first = Math.max(1, Math.min(current - Math.floor(width / 2), pages - width + 1));
  const last = Math.min(pages, first + width - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};
