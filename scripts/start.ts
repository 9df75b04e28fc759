import { join } from "node:path";
import { formatCount } from "#words/numbers.ts";
import { CliError } from "./command/cli-error.ts";
import { defineCommand } from "./command/command.ts";
import { type Context, typedPath } from "./command/context.ts";
import { InterruptedError } from "./command/interruption.ts";
import { DEFAULT_PORT, localKey } from "./command/local-worker.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";
import { wholeNumber } from "./command/whole-number.ts";
import { applyMigrations } from "./local/apply-migrations.ts";
import { buildSite, KEPT_PAGES } from "./local/build-site.ts";
import { loadSample } from "./local/load-sample.ts";
import { isLoopback, ownKey } from "./local/own-key.ts";
import { requireFreePort } from "./local/ports.ts";
import { builtSnapshot, digestOfSources, readSiteStamp, writeSiteStamp } from "./local/site-stamp.ts";
import { type RunningWorker, startWorker } from "./local/worker-process.ts";
import { withLock } from "./publish/lock.ts";

export const command = defineCommand({
  name: "start",
  usage: ["[options]"],
  about: () => `
Runs everything on this machine: brings the local database up to date, starts the Worker, puts made-up runs into an empty database, builds the site, and serves site and API together until Ctrl-C.`,
  options: {
    port: { type: "string", value: "PORT", help: `where to listen (default: PORT, else ${DEFAULT_PORT})` },
    ip: {
      type: "string",
      value: "ADDRESS",
      help: "the address to listen at (default: this machine alone); for another, such as 0.0.0.0, it makes a key of its own",
    },
    persist: { type: "string", value: "DIR", help: "the folder of the local database (default: .wrangler/state)" },
    "no-sample": { type: "boolean", help: "leave an empty database empty" },
    "no-build": { type: "boolean", help: "serve dist/ as it is" },
  },
  run: async ({ values }, context) => {
    const port = wholeNumber("--port", values.port ?? (context.env["PORT"] || String(DEFAULT_PORT)), 1, 65_535);
    const persist = values.persist === undefined ? inProject(".wrangler", "state") : typedPath(context, values.persist);
    try {
      const options = {
        port,
        persist,
        ip: values.ip ?? "localhost",
        sample: values["no-sample"] !== true,
        build: values["no-build"] !== true,
      };
      // Two Workers on one database would each keep an old state of it for the present one.
      await withLock(
        join(persist, "worker.lock"),
        () => serve(context, options),
        "runs a Worker on this database: choose another folder with --persist",
      );
    } catch (error) {
      // To be stopped is how this command ends well.
      if (!(error instanceof InterruptedError)) throw error;
      context.print("Stopped.");
    }
    return 0;
  },
});

interface ServeOptions {
  port: number;
  persist: string;
  ip: string;
  sample: boolean;
  build: boolean;
}

async function serve(context: Context, { port, persist, ip, sample, build }: ServeOptions): Promise<void> {
  const { signal, print } = context;
  await requireFreePort(port);
  print(`Database   ${(await applyMigrations(persist, signal)) ? "migrated" : "up to date"} in ${persist}`);
  const own = isLoopback(ip) ? undefined : await ownKey(persist);
  const worker = await startWorker({ port, persist, open: own && { ip, key: own.key }, signal });
  try {
    print(`Worker     answers at ${worker.url}`);
    if (sample) await fillIfEmpty(context, worker);
    if (build) await buildIfStale(context, worker);
    announce(context, worker, own && { ...own, persist });
    await untilEnded(worker, signal);
  } finally {
    await worker.stop();
  }
}

async function fillIfEmpty({ signal, print }: Context, { client }: RunningWorker): Promise<void> {
  const { items: runs } = await client.listRuns({ limit: 1 }, { signal });
  if (runs.length > 0) return;
  const loaded = await loadSample(client, signal);
  print(`Sample     ${formatCount(loaded)} made-up runs, marked as synthetic`);
}

async function buildIfStale({ signal, print, env }: Context, worker: RunningWorker): Promise<void> {
  const { client, url } = worker;
  // Pages link to themselves: on another port they are others.
  const siteUrl = env["PUBLIC_SITE_URL"] || url;
  const [stamp, sources] = await Promise.all([readSiteStamp(), digestOfSources({ ...env, PUBLIC_SITE_URL: siteUrl })]);
  const index = await client.getSnapshot({}, { signal });
  const id = index?.body.id;
  if (stamp?.sources === sources && id !== undefined && id === stamp.snapshot) {
    print("Site       up to date in dist/");
    return;
  }
  print("Site       building …");
  await buildSite({ url, siteUrl, kept: KEPT_PAGES, signal }, (line) => print(`           ${line.trim()}`));
  await writeSiteStamp({ snapshot: await builtSnapshot(), sources });
  await worker.untilServed();
}

type OwnKey = Awaited<ReturnType<typeof ownKey>> & { persist: string };

function announce({ print }: Context, { url }: RunningWorker, own: OwnKey | undefined): void {
  const key = own ? own.key : localKey();
  print(`
  Site   ${url}/
  API    ${url}/api/snapshot
  Key    ${own && !own.isNew ? `in ${own.persist}/api-secret-key` : key === undefined ? "none: put API_SECRET_KEY into .dev.vars to allow writes" : `Authorization: Bearer ${key}`}

Ctrl-C stops it.`);
}

/** Never comes: throws when interrupted, or when the Worker ends on its own. */
async function untilEnded(worker: RunningWorker, signal: AbortSignal): Promise<never> {
  const interrupted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  await Promise.race([worker.ended, interrupted]);
  throw new CliError("the Worker ended unexpectedly");
}

if (import.meta.main) await runHere(command);
