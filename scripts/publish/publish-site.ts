import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "../command/cli-error.ts";
import { messageOf } from "../command/thrown.ts";
import { askPatiently } from "../deploy/patience.ts";
import { buildSite } from "../local/build-site.ts";
import { carryOver } from "../local/publish-build.ts";
import type { SnapshotFiles } from "../snapshots/check-snapshot.ts";
import type { DecisionReason } from "../snapshots/decision-reasons.ts";
import { snapshotOfSite } from "../snapshots/find-snapshot.ts";
import type { SiteFiles } from "../snapshots/site-files.ts";
import { checkBuild } from "./check-build.ts";
import type { Plan } from "./check-pages.ts";
import { layHistory } from "./lay-history.ts";
import type { Step, StepRunner } from "./steps.ts";
import { type TakenSnapshot, takeSnapshot } from "./take-snapshot.ts";
import type { Deployed, Target } from "./target.ts";

/** How a site is published. */
export interface Publication {
  /** The Worker whose present snapshot is published, or another snapshot. */
  source: { worker: string } | SnapshotFiles;
  target: Target;
  /** The folder for what is worked with; parts and pages that are kept there are not fetched or rendered again. */
  folder: string;
  /** Where readers find the site, for its links to itself. */
  siteUrl: string;
  /** Where its live parts find the API; undefined: beside the pages. */
  apiUrl: string | undefined;
  plan: Plan;
  ifChanged: boolean;
  dryRun: boolean;
  /** Makes sure that the Worker answers. */
  requireWorker: () => Promise<void>;
  /** Keeps the snapshot elsewhere than on the site too, if there is a place for it; says what it did. */
  freeze: (taken: TakenSnapshot) => Promise<string>;
  /** The public reasons of decisions since a moment. */
  reasons: (since: string) => Promise<DecisionReason[]>;
  now: Date;
  warn: (line: string) => void;
  signal: AbortSignal;
}

/** What became of it. */
export type Outcome = "published" | "unchanged" | "checked";

const idOf = ({ index }: SnapshotFiles): string | undefined => {
  try {
    return (JSON.parse(index) as { id?: string }).id;
  } catch {
    return undefined;
  }
};

/** The id of the snapshot that a site shows; undefined: it shows none. */
const presentId = async (site: SiteFiles): Promise<string | undefined> => {
  const found = await snapshotOfSite(site);
  return found && idOf(found);
};

/** The id of the snapshot that is published now. CliError that says what a new site needs, where no site answers. */
export const publishedId = async (published: SiteFiles): Promise<string | undefined> => {
  try {
    return await presentId(published);
  } catch (error) {
    if (!(error instanceof CliError) || !URL.canParse(published.name)) throw error;
    throw new CliError(`${error.message}; if nothing is published there yet, add --first`, 1, { cause: error });
  }
};

const build = async ({ target, folder, siteUrl, apiUrl, signal }: Publication): Promise<string> => {
  await rm(target.stage, { recursive: true, force: true });
  let pages = "";
  const options = { snapshot: folder, siteUrl, apiUrl, kept: join(folder, "pages"), folder: target.stage, signal };
  await buildSite(options, (line) => {
    pages = line.trim();
  });
  if (target.before) await carryOver(target.before, target.stage);
  return pages;
};

/** What a site says instead of a snapshot that it should show; undefined: it shows it. */
const shownInstead = async (site: SiteFiles, id: string): Promise<string | undefined> => {
  try {
    const shown = await presentId(site);
    if (shown === id) return undefined;
    return shown === undefined ? "it shows none" : `it shows ${shown}`;
  } catch (error) {
    return messageOf(error);
  }
};

/** Takes back what was deployed, if that is possible; says what became of it. */
const takeBack = async ({ revert }: Deployed): Promise<string> => {
  try {
    if (await revert()) return "What was deployed has been taken back";
    return "What was deployed stays: no other version was there before it";
  } catch (error) {
    return `What was deployed could not be taken back: ${messageOf(error)}`;
  }
};

/** Asks the deployed site which snapshot it shows; if it is another in the end, what was deployed is taken back. */
export const confirm = async (deployed: Deployed, id: string, signal: AbortSignal): Promise<string> => {
  const { site, name, patience, finish } = deployed;
  const instead = await askPatiently(patience, () => shownInstead(site, id), signal);
  if (instead === undefined) {
    await finish();
    return `${name} shows ${id.slice(0, 12)}`;
  }
  throw new CliError(`${site.name} should show the snapshot ${id}; ${instead}. ${await takeBack(deployed)}`);
};

const releaseName = (now: Date, id: string): string =>
  `${now.toISOString().replace(/[-:]|\.\d+/g, "")}-${id.slice(0, 12)}`;

/**
 * Publishes a snapshot, step by step. The published site changes in one of them alone, `deploy`, in one move; whatever fails before leaves
 * it as it was, and if the deployed site does not show the snapshot afterwards, the one before is put back, if there was one.
 */
export const publishSite = async (publication: Publication, steps: StepRunner<Step>): Promise<Outcome> => {
  const { source, target, folder, siteUrl, plan, now } = publication;
  if ("worker" in source) {
    await steps.run("worker", async (found) => {
      await publication.requireWorker();
      found(source.worker);
    });
  }
  const taken = await steps.run("snapshot", async (found) => {
    const snapshot = await takeSnapshot(source, folder, publication.signal);
    found(snapshot.effort);
    return snapshot;
  });
  const { id } = taken.index;
  const previous = await steps.run("compare", async (found) => {
    const shown = await publishedId(target.published);
    found(
      shown === undefined
        ? `${target.name} shows none`
        : shown === id
          ? "the same"
          : `${target.name} shows ${shown.slice(0, 12)}`,
    );
    return shown;
  });
  if (publication.ifChanged && previous === id) return "unchanged";
  await steps.run("history", async (found) => {
    found(await layHistory({ ...publication, published: target.published, taken, previous }));
  });
  await steps.run("build", async (found) => found(await build(publication)));
  await steps.run("check", async (found) => {
    const base = new URL(siteUrl).pathname.replace(/\/?$/, "/");
    const { warnings, text } = await checkBuild({ folder: target.stage, snapshot: taken.snapshot, base, plan });
    for (const warning of warnings) publication.warn(warning);
    found(text);
  });
  if (publication.dryRun) {
    await rm(target.stage, { recursive: true, force: true });
    return "checked";
  }
  await steps.run("freeze", async (found) => found(await publication.freeze(taken)));
  const deployed = await steps.run("deploy", async (found) => {
    const done = await target.deploy(target.stage, releaseName(now, id));
    found(done.name);
    return done;
  });
  await steps.run("confirm", async (found) => found(await confirm(deployed, id, publication.signal)));
  return "published";
};
