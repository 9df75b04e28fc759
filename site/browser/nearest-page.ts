import { nearestName } from "#contract/names/nearest.ts";

/** The page of a site's map that somebody most likely meant by a path that is not there; undefined: none is near. Takes the map's XML. */
export const nearestPage = (path: string, sitemap: string): string | undefined => {
  const pages = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = ""]) => new URL(address).pathname);
  return nearestName(decodeURIComponent(path), pages);
};
