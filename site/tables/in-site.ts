/**
 * The address of a path of the site, wherever it lies on its host: for what is written in the browser. What is written at build time stays
 * as it is, as the pages get their place afterwards.
 */
export const inSite = (path: string): string =>
  import.meta.env.SSR ? path : import.meta.env.BASE_URL.replace(/\/?$/, "") + path;
