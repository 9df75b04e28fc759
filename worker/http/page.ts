/** The headers that lead from a page of a list to the next one, which begins at `cursor`. */
export const nextPage = (url: URL, cursor: string): Record<string, string> => {
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return { link: `<${next.pathname}${next.search}>; rel="next"`, "x-next-cursor": cursor };
};
