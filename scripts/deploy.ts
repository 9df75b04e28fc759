import { mkdir, stat } from "node:fs/promises";
import { UsageError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { typedPath } from "./command/context.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { Cloudflare } from "./deploy/cloudflare.ts";
import { DEPLOY_STEPS, deployWorker } from "./deploy/deploy-worker.ts";
import { PRODUCTION, readEnvironment } from "./deploy/environment.ts";
import { PATIENCE } from "./deploy/patience.ts";
import { StepRunner } from "./publish/steps.ts";

export const command = defineCommand({
  name: "deploy",
  usage: ["[options]"],
  about: (call) => `
Deploys the Worker and the pages in dist/ to Cloudflare: makes the database if the account has none of its name, applies the migrations, uploads, and asks the new version whether it works. A migration that fails stops before the upload, and a version that does not work is taken back; the first one stays. What is deployed already is not uploaded again.

Wrangler says whose account it is: "npx wrangler login", or CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID. A Worker without the secret API_SECRET_KEY gets it from the environment. The pages come from ${call("build")}; without any the API is deployed alone.`,
  options: {
    env: { type: "string", value: "ENV", help: `${PRODUCTION} (default), or an environment of wrangler.toml: staging` },
    assets: { type: "string", value: "DIR", help: "the folder of the pages (default: dist)" },
    url: { type: "string", value: "URL", help: "where the Worker answers, to ask it (default: where Wrangler says)" },
    "dry-run": { type: "boolean", help: "bundle the Worker and check the configuration, without an account" },
  },
  notes: "Exit code: 0 deployed, or there already; 1 a step failed; 2 wrong usage; 130 stopped.",
  run: async ({ values }, context) => {
    const { print, env: variables, signal } = context;
    const { url, assets } = values;
    if (url !== undefined && !/^https?:\/\/./.test(url)) {
      throw new UsageError(`--url must be an address such as https://bench.example.org: ${url}`);
    }
    const environment = await readEnvironment(values.env ?? PRODUCTION);
    const folder = assets === undefined ? inProject("dist") : typedPath(context, assets);
    const isThere = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (assets !== undefined && !isThere) throw new UsageError(`--assets must be a folder that is there: ${assets}`);
    await mkdir(folder, { recursive: true });
    const steps = new StepRunner({ steps: DEPLOY_STEPS, leaves: "" }, print);
    const { what, urls } = await deployWorker(
      {
        environment,
        cloudflare: new Cloudflare(environment, variables, signal),
        assets: folder,
        secret: variables["API_SECRET_KEY"],
        url,
        dryRun: values["dry-run"] === true,
        patience: PATIENCE,
        signal,
      },
      steps,
    );
    print(steps.summary());
    const done = {
      deployed: `${environment.worker} is deployed.`,
      unchanged: `${environment.worker} is deployed already; nothing was changed.`,
      checked: `Checked; ${environment.worker} was not deployed.`,
    };
    print(done[what]);
    for (const address of urls) print(address);
    return 0;
  },
});

if (import.meta.main) await runHere(command);
