import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ONE_TRY, type Patience } from "../deploy/patience.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { siteIn } from "../snapshots/site-files.ts";
import { currentRelease, placeRelease, pointTo, removeOldReleases } from "./switch-folder.ts";

/** What was deployed. */
export interface Deployed {
  /** What to call it. */
  name: string;
  /** The site as it is now, read where its readers read it. */
  site: SiteFiles;
  /** How its readers' site is asked. */
  patience: Patience;
  /** Takes it back: the site is what it was before. Gives whether it is: where nothing was there before, what was deployed may have to stay. */
  revert: () => Promise<boolean>;
  /** Removes what is not needed any more. */
  finish: () => Promise<void>;
}

/** Where a site is published. */
export interface Target {
  /** What to call it. */
  name: string;
  /** The site that is published now. */
  published: SiteFiles;
  /** Where to build: on the same disk. */
  stage: string;
  /** The build that is published now, if it lies on this machine. */
  before: string | undefined;
  /** Publishes a build, in one step. */
  deploy: (build: string, name: string) => Promise<Deployed>;
}

/** Where the readers of a folder's site read it: what is published there if the folder is new, and whether it is asked in the end. */
export interface Readers {
  site: SiteFiles | undefined;
  isAsked: boolean;
}

/** A folder for any static host: a link to the present build, which lies beside it. */
export const folderTarget = async (link: string, { site, isAsked }: Readers): Promise<Target> => {
  const before = await currentRelease(link);
  const own = siteIn(link);
  return {
    name: link,
    published: before === undefined && site ? site : own,
    stage: join(`${link}.releases`, "unfinished"),
    before,
    deploy: async (build, name) => {
      const release = await placeRelease(link, build, name);
      await pointTo(link, release);
      return {
        name: link,
        site: site && isAsked ? site : own,
        patience: ONE_TRY,
        revert: async () => {
          if (before) await pointTo(link, before);
          else await rm(link);
          return true;
        },
        finish: () => removeOldReleases(link),
      };
    },
  };
};
