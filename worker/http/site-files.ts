/** Reads a file of the built site by its address; undefined if there is none. */
export type ReadSite = (path: string) => Promise<Response | undefined>;

/** Where the built site lies: with the Worker, or at an address of its own. */
export interface Site {
  ASSETS: Pick<Fetcher, "fetch">;
  PUBLIC_SITE_URL?: string;
}

/** The binding takes any origin. */
const ASSETS_ORIGIN = "https://assets.local";

/** Makes what reads the files of the built site: those that were deployed with the Worker, or those at PUBLIC_SITE_URL. */
export const siteReader =
  ({ ASSETS, PUBLIC_SITE_URL }: Site): ReadSite =>
  async (path) => {
    const response = PUBLIC_SITE_URL
      ? await fetch(new URL(path, PUBLIC_SITE_URL))
      : await ASSETS.fetch(new URL(path, ASSETS_ORIGIN));
    if (response.status === 200) return response;
    await response.body?.cancel();
    return undefined;
  };
