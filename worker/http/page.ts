/** Whatever a header's value may not hold, or would lose at its ends. */
const NOT_IN_HEADERS = /[^\x21-\x7E]|%/gu;

/** The headers that lead from a page of a list to the next one, which begins at `cursor`: there may be names of any characters in it. */
export const nextPage = (url: URL, cursor: string): Record<string, string> => {
  const sent = cursor.replace(NOT_IN_HEADERS, encodeURIComponent);
  const next = new URL(url);
  next.searchParams.set("cursor", sent);
  return { link: `<${next.pathname}${next.search}>; rel="next"`, "x-next-cursor": sent };
};

/** The cursor that was sent in such headers; undefined: none was sent so. */
export const sentCursor = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
