import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCounted } from "#words/numbers.ts";
import { CliError } from "../command/cli-error.ts";
import type { StepRunner } from "../publish/steps.ts";
import type { Cloudflare, Deployed } from "./cloudflare.ts";
import { contentHash } from "./content-hash.ts";
import { CONFIG, type Environment } from "./environment.ts";
import type { Patience } from "./patience.ts";
import { smokeTest } from "./smoke-test.ts";

/** The steps of a deployment, in their order. */
export const DEPLOY_STEPS = {
  bundle: "bundle the Worker",
  account: "check secrets and bindings",
  migrate: "bring the database up to date",
  upload: "upload Worker and pages",
  smoke: "ask the deployed Worker",
} as const;

/** The secret without which a Worker takes no writes. */
const SECRET = "API_SECRET_KEY";

/** How a Worker is deployed. */
export interface Deployment {
  environment: Environment;
  cloudflare: Cloudflare;
  /** The folder of the pages. */
  assets: string;
  /** What the secret shall be, if the Worker has none. */
  secret: string | undefined;
  /** Where the Worker answers; undefined: where Wrangler says. */
  url: string | undefined;
  dryRun: boolean;
  patience: Patience;
  signal: AbortSignal;
}

/** What became of it, and where it answers, as far as that is known. */
export interface DeployOutcome {
  what: "deployed" | "unchanged" | "checked";
  urls: readonly string[];
  /** The version that served before; undefined: none, or it still does. */
  before?: string | undefined;
}

/** The hash of all that would be uploaded. */
const tagOf = async ({ cloudflare, assets, environment }: Deployment): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "bundle-"));
  try {
    await cloudflare.bundle(folder, assets);
    return await contentHash([folder, assets], [await readFile(CONFIG, "utf8"), environment.name]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The secrets to send along. CliError if one is missing that nobody gave. */
const missingSecrets = async ({ cloudflare, secret, environment }: Deployment): Promise<Record<string, string>> => {
  if ((await cloudflare.secrets()).includes(SECRET)) return {};
  if (secret) return { [SECRET]: secret };
  throw new CliError(
    `the Worker ${environment.worker} has no secret ${SECRET}, which writes need: set it to a long random text in the environment of this command, which then sends it once`,
  );
};

/** What is asked, and what takes back. */
interface Smoke extends Pick<Deployment, "assets" | "patience" | "signal"> {
  cloudflare: Pick<Cloudflare, "rollBack">;
}

/** Asks the new version; if it does not work, the one before serves again, and a CliError says so. */
export const smoke = async (
  { cloudflare, assets, patience, signal }: Smoke,
  address: string,
  before: Deployed | undefined,
): Promise<void> => {
  try {
    await smokeTest(address, { hasPages: existsSync(join(assets, "index.html")), patience, signal });
  } catch (error) {
    if (!before || !(error instanceof CliError)) throw error;
    await cloudflare.rollBack(before.version).catch((rollback: Error) => {
      signal.throwIfAborted();
      throw new CliError(`${error.message}. It still serves: ${rollback.message}`, 1, { cause: rollback });
    });
    throw new CliError(`${error.message}. Version ${before.version}, which was there before, serves again`, 1, {
      cause: error,
    });
  }
};

/**
 * Deploys a Worker with its pages, step by step: nothing is uploaded before the database is up to date, nothing is uploaded that is deployed
 * already, and a version that does not answer as it should is taken back; the first one stays.
 */
export const deployWorker = async (
  deployment: Deployment,
  steps: StepRunner<keyof typeof DEPLOY_STEPS>,
): Promise<DeployOutcome> => {
  const { cloudflare, environment, assets, url, dryRun } = deployment;
  const tag = await steps.run("bundle", async (found) => {
    const hash = await tagOf(deployment);
    found(`content ${hash}`);
    return hash;
  });
  if (dryRun) return { what: "checked", urls: url === undefined ? [] : [url] };
  const { secrets, before } = await steps.run("account", async (found) => {
    const lacking = await missingSecrets(deployment);
    const made = await cloudflare.provision();
    const present = await cloudflare.deployed();
    const created = made.length > 0 ? `made: ${made.join(", ")}` : `${environment.database} is there`;
    found(`${created}; ${present ? `version ${present.version} serves` : "nothing is deployed yet"}`);
    return { secrets: lacking, before: present };
  });
  await steps.run("migrate", async (found) => {
    const applied = await cloudflare.migrate();
    found(applied.length === 0 ? "nothing to apply" : `${formatCounted(applied.length, "migration")} applied`);
  });
  const isSame = before?.tag === tag && Object.keys(secrets).length === 0;
  const urls = isSame
    ? []
    : await steps.run("upload", async (found) => {
        const told = await cloudflare.upload({ assets, tag, secrets });
        found(told.join(", ") || "it answers at no address of its own");
        return told;
      });
  const known = url === undefined ? urls : [url];
  const [address] = known;
  if (address !== undefined) {
    await steps.run("smoke", async (found) => {
      await smoke(deployment, address, isSame ? undefined : before);
      found(`${address} works`);
    });
  }
  return { what: isSame ? "unchanged" : "deployed", urls: known, before: isSame ? undefined : before?.version };
};
