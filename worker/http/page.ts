/** The query of a URL as an object. A parameter that is given twice is a list, which no schema of a single value takes. */
export const queryOf = (url: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())].map((name) => {
      const [first = "", ...rest] = url.searchParams.getAll(name);
      return [name, rest.length === 0 ? first : [first, ...rest]];
    }),
  );

/** The headers that lead from a page of a list to the next one, which begins at `cursor`. */
export const nextPage = (url: URL, cursor: string): Record<string, string> => {
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return { link: `<${next.pathname}${next.search}>; rel="next"`, "x-next-cursor": cursor };
};
