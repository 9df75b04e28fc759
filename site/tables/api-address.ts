const ORIGIN = (import.meta.env.PUBLIC_API_URL ?? "").replace(/\/$/, "");

/** The address of a path of the API: on another origin if the pages are built with PUBLIC_API_URL, else on the page's own. */
export const apiAddress = (path: string): string => ORIGIN + path;
