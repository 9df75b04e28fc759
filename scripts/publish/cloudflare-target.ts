import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DEPLOY_STEPS, type Deployment, deployWorker } from "../deploy/deploy-worker.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { StepRunner } from "./steps.ts";
import type { Target } from "./target.ts";

/** What a site at Cloudflare is published with. */
export interface CloudflareSite extends Omit<Deployment, "assets" | "dryRun"> {
  /** The site as its readers read it. */
  site: SiteFiles;
  /** Whether something is published there yet. */
  isFirst: boolean;
  /** The folder for what is worked with. */
  folder: string;
  print: (line: string) => void;
}

const NOTHING: SiteFiles = { name: "a site that is not there yet", read: async () => undefined };

/** Cloudflare, where the Worker serves the pages: a build is deployed together with it, in one step. */
export const cloudflareTarget = ({ site, isFirst, folder, print, ...deployment }: CloudflareSite): Target => {
  const last = join(folder, "cloudflare", "last");
  return {
    name: deployment.environment.worker,
    published: isFirst ? NOTHING : site,
    stage: join(folder, "cloudflare", "unfinished"),
    // Its hashed files come along, for pages that are open.
    before: existsSync(last) ? last : undefined,
    deploy: async (build) => {
      const steps = new StepRunner({ steps: DEPLOY_STEPS, leaves: "" }, (line) => print(`      ${line}`));
      const { before } = await deployWorker({ ...deployment, assets: build, dryRun: false }, steps);
      return {
        name: deployment.environment.worker,
        site,
        patience: deployment.patience,
        revert: async () => {
          if (before === undefined) return false;
          await deployment.cloudflare.rollBack(before);
          return true;
        },
        finish: async () => {
          await rm(last, { recursive: true, force: true });
          await rename(build, last);
        },
      };
    },
  };
};
