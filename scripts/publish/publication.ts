import { join } from "node:path";
import type { WorkerClient } from "#client/worker-client.ts";
import { UsageError } from "../command/cli-error.ts";
import { type Context, typedPath } from "../command/context.ts";
import type { Options } from "../command/description.ts";
import { requireOneOf } from "../command/one-of.ts";
import { inProject } from "../command/project.ts";
import { Cloudflare } from "../deploy/cloudflare.ts";
import { PRODUCTION, readEnvironment } from "../deploy/environment.ts";
import { PATIENCE } from "../deploy/patience.ts";
import { readReasons } from "../snapshots/decision-reasons.ts";
import { PUBLISH_FOLDER } from "../snapshots/find-snapshot.ts";
import { type SiteFiles, siteAt } from "../snapshots/site-files.ts";
import { partFolder } from "../snapshots/snapshot-folder.ts";
import { cloudflareTarget } from "./cloudflare-target.ts";
import { freezeSnapshot } from "./freeze-snapshot.ts";
import { withLock } from "./lock.ts";
import { type Publication, publishSite } from "./publish-site.ts";
import { STEPS, StepRunner } from "./steps.ts";
import { folderTarget, type Target } from "./target.ts";

/** The options of what publishes. */
export const PUBLICATION_OPTIONS = {
  target: {
    type: "string",
    value: "TARGET",
    help: "folder (default), for any static host, or cloudflare: with the Worker, as npm run deploy does",
  },
  env: {
    type: "string",
    value: "ENV",
    help: "with --target cloudflare: production (default), or an environment of wrangler.toml",
  },
  to: {
    type: "string",
    value: "DIR",
    help: "the folder, which becomes a link to the present build (default: published)",
  },
  site: {
    type: "string",
    value: "URL",
    help: "where readers find the site, path included (default: PUBLIC_SITE_URL, else the Worker). What it has published counts where --to is new",
  },
  first: { type: "boolean", help: "nothing is published at --site yet, so do not ask it" },
  ask: { type: "boolean", help: "ask --site in the end whether it shows the snapshot, and go back if it does not" },
  api: {
    type: "string",
    value: "URL",
    help: "where the pages find the API (default: PUBLIC_API_URL, else the Worker if the site is on another origin)",
  },
  plan: { type: "string", value: "PLAN", help: "free (default) or paid: how many files Cloudflare takes" },
  cache: {
    type: "string",
    value: "DIR",
    help: "where what was fetched stays for the next time (default: .cache/publish)",
  },
  "dry-run": { type: "boolean", help: "build and check, but publish nothing" },
} as const satisfies Options;

/** What --help says of the exit codes of what publishes. */
export const PUBLICATION_EXIT_CODES =
  "Exit code: 0 published, or checked with --dry-run; 1 a step failed, and the site is as it was unless the message says otherwise; 2 wrong usage; 130 stopped.";

const UNCHANGED = 3;

type Values = Partial<Record<"target" | "env" | "to" | "site" | "api" | "plan" | "cache", string>> &
  Partial<Record<"dry-run" | "first" | "ask", boolean>>;

const addressOf = (option: string, text: string): string => {
  if (/^https?:/i.test(text) && URL.canParse(text)) return text.replace(/\/?$/, "/");
  throw new UsageError(`${option} must be a URL such as https://example.org/benchmarks/: ${text}`);
};

/** Cloudflare as a target: readers find the site where the Worker answers. */
const targetAtCloudflare = async (
  { env, signal, print }: Context,
  values: Values,
  { siteUrl, folder }: { siteUrl: string; folder: string },
): Promise<Target> => {
  if (values.to !== undefined) throw new UsageError("--to is for --target folder");
  if (values.ask === true) throw new UsageError("--ask is for --target folder: a site at Cloudflare is always asked");
  const environment = await readEnvironment(values.env ?? PRODUCTION);
  return cloudflareTarget({
    environment,
    cloudflare: new Cloudflare(environment, env, signal),
    secret: env["API_SECRET_KEY"],
    ...{ url: siteUrl, patience: PATIENCE, site: siteAt(siteUrl, signal), isFirst: values.first === true },
    ...{ folder, print, signal },
  });
};

/** A folder for any static host as a target. */
const targetInFolder = async (context: Context, values: Values, site: SiteFiles | undefined): Promise<Target> => {
  if (values.env !== undefined) throw new UsageError("--env is for --target cloudflare");
  const link = values.to === undefined ? inProject("published") : typedPath(context, values.to);
  return await folderTarget(link, { site, isAsked: values.ask === true });
};

/** What the options and the environment say of a publication from this Worker. */
export const readPublication = async (
  context: Context,
  values: Values,
  client: WorkerClient,
): Promise<Omit<Publication, "source" | "ifChanged" | "requireWorker">> => {
  const { env, signal } = context;
  const worker = client.url;
  const kind = requireOneOf("--target", values.target ?? "folder", ["folder", "cloudflare"]);
  const asked = values.site ?? env["PUBLIC_SITE_URL"];
  if (values.ask === true && !asked) throw new UsageError("--ask needs --site: the address to ask");
  const siteUrl = addressOf("--site", asked || worker);
  const isElsewhere = new URL(siteUrl).origin !== new URL(worker).origin;
  const apiUrl = values.api ?? (env["PUBLIC_API_URL"] || (isElsewhere ? worker : undefined));
  const folder = values.cache === undefined ? PUBLISH_FOLDER : typedPath(context, values.cache);
  const target =
    kind === "cloudflare"
      ? await targetAtCloudflare(context, values, { siteUrl, folder })
      : await targetInFolder(context, values, asked && values.first !== true ? siteAt(siteUrl, signal) : undefined);
  return {
    target,
    folder,
    siteUrl,
    apiUrl: apiUrl && addressOf("--api", apiUrl),
    plan: requireOneOf("--plan", values.plan ?? "free", ["free", "paid"]),
    dryRun: values["dry-run"] === true,
    freeze: ({ index }) => freezeSnapshot(client, index, partFolder(folder).read, signal),
    reasons: (since) => readReasons(client, since, signal),
    now: new Date(),
    warn: context.warn,
    signal,
  };
};

/** Publishes, says each step, and gives the exit code. */
export const publishFrom = async ({ print }: Context, publication: Publication): Promise<number> => {
  const leaves = ", and the published site is as it was";
  const steps = new StepRunner({ steps: STEPS, leaves, sayThemselves: ["deploy", "confirm"] }, print);
  const outcome = await withLock(join(publication.folder, "lock"), () => publishSite(publication, steps));
  print(steps.summary());
  if (outcome === "unchanged") print("Nothing has changed since the site was published.");
  if (outcome === "checked") print("Checked; nothing was published.");
  return outcome === "unchanged" ? UNCHANGED : 0;
};
