import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { parseHTML } from "linkedom";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What the API has answered before a component is drawn, by the key that it asks with. */
export type Known = readonly (readonly [key: readonly unknown[], data: unknown])[];

/** A component as it is drawn on a server, in a document; nothing is asked that is not known. */
export const draw = (node: ReactNode, known: Known = []) => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const [key, data] of known) client.setQueryData(key, data);
  const html = renderToStaticMarkup(<QueryClientProvider client={client}>{node}</QueryClientProvider>);
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  return {
    all,
    /** What the elements that a selector finds say, each. */
    texts: (selector: string): string[] => all(selector).map(({ textContent }) => textContent ?? ""),
    /** An attribute of each element that a selector finds. */
    values: (selector: string, name: string): (string | null)[] =>
      all(selector).map((element) => element.getAttribute(name)),
    text: document.body.textContent ?? "",
  };
};
