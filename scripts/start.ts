import { CliError } from "./command/cli-error.ts";
import { InterruptedError, interruptedSignal } from "./command/interruption.ts";
import { DEFAULT_PORT, localKey } from "./command/local-worker.ts";
import { inProject, typedPath } from "./command/project.ts";
import { runCommand, wholeNumber } from "./command/run-command.ts";
import { applyMigrations } from "./local/apply-migrations.ts";
import { buildSite } from "./local/build-site.ts";
import { loadSample } from "./local/load-sample.ts";
import { requireFreePort } from "./local/ports.ts";
import { digestOfSources, readSiteStamp, writeSiteStamp } from "./local/site-stamp.ts";
import { type RunningWorker, startWorker, waitUntilServed } from "./local/worker-process.ts";

const HELP = `
npm start -- [options]

Runs everything on this machine: brings the local database up to date, starts the Worker, puts made-up runs into an
empty database, builds the site, and serves site and API together until Ctrl-C.

  --port PORT     where to listen (default: PORT, else ${DEFAULT_PORT})
  --persist DIR   the folder of the local database (default: .wrangler/state)
  --no-sample     leave an empty database empty
  --no-build      serve dist/ as it is
  -h, --help      this
`;

await runCommand({
  name: "start",
  help: HELP,
  options: {
    port: { type: "string" },
    persist: { type: "string" },
    "no-sample": { type: "boolean" },
    "no-build": { type: "boolean" },
  },
  run: async ({ values }) => {
    const signal = interruptedSignal();
    const port = wholeNumber("--port", values.port ?? (process.env["PORT"] || String(DEFAULT_PORT)), 1, 65_535);
    const persist = values.persist === undefined ? inProject(".wrangler", "state") : typedPath(values.persist);
    try {
      await serve({
        port,
        persist,
        sample: values["no-sample"] !== true,
        build: values["no-build"] !== true,
        signal,
      });
    } catch (error) {
      // To be stopped is how this command ends well.
      if (!(error instanceof InterruptedError)) throw error;
      console.log("Stopped.");
    }
    return 0;
  },
});

interface ServeOptions {
  port: number;
  persist: string;
  sample: boolean;
  build: boolean;
  signal: AbortSignal;
}

async function serve({ port, persist, sample, build, signal }: ServeOptions): Promise<void> {
  await requireFreePort(port);
  console.log(`Database   ${(await applyMigrations(persist, signal)) ? "migrated" : "up to date"} in ${persist}`);
  const worker = await startWorker({ port, persist, signal });
  try {
    console.log(`Worker     answers at ${worker.url}`);
    if (sample) await fillIfEmpty(worker, signal);
    if (build) await buildIfStale(worker, signal);
    announce(worker);
    await untilEnded(worker, signal);
  } finally {
    await worker.stop();
  }
}

async function fillIfEmpty({ client }: RunningWorker, signal: AbortSignal): Promise<void> {
  const { runs } = await client.runs({ limit: 1 }, { signal });
  if (runs.length > 0) return;
  const loaded = await loadSample(client, signal);
  console.log(`Sample     ${loaded.toLocaleString("en")} made-up runs, marked as synthetic`);
}

async function buildIfStale({ client, url }: RunningWorker, signal: AbortSignal): Promise<void> {
  const [stamp, sources] = await Promise.all([readSiteStamp(), digestOfSources()]);
  const isSame = stamp?.sources === sources && stamp.etag !== undefined;
  const changed = await client.snapshot({ signal, etag: isSame ? stamp.etag : undefined });
  if (changed === undefined) {
    console.log("Site       up to date in dist/");
    return;
  }
  console.log("Site       building …");
  await buildSite({ url, signal }, (line) => console.log(`           ${line.trim()}`));
  await writeSiteStamp({ etag: changed.etag, sources });
  await waitUntilServed(url, changed.snapshot.id, signal);
}

function announce({ url }: RunningWorker): void {
  const key = localKey();
  console.log(`
  Site   ${url}/
  API    ${url}/api/snapshot
  Key    ${key === undefined ? "none: put API_SECRET_KEY into .dev.vars to allow writes" : `Authorization: Bearer ${key}`}

Ctrl-C stops it.`);
}

/** Comes never: throws when interrupted, or when the Worker ends on its own. */
async function untilEnded(worker: RunningWorker, signal: AbortSignal): Promise<never> {
  const interrupted = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  await Promise.race([worker.ended, interrupted]);
  throw new CliError("the Worker ended unexpectedly");
}
