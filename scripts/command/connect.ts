import { WorkerError } from "#client/errors.ts";
import { WorkerClient, type WorkerClientOptions } from "#client/worker-client.ts";
import { CliError, UsageError } from "./cli-error.ts";
import { DEFAULT_URL, keyFor } from "./local-worker.ts";

/** The options of commands that ask a Worker something; those that write take KEY_OPTION as well. */
export const READ_OPTIONS = { url: { type: "string" }, json: { type: "boolean" } } as const;
export const URL_OPTION = { url: { type: "string" } } as const;
export const KEY_OPTION = { key: { type: "string" } } as const;

/** What --help says of --url and --key. */
export const URL_HELP = `  --url URL       the Worker (default: ZE_BENCHMARKS_WORKER_URL, else ${DEFAULT_URL})`;
export const KEY_HELP = `  --key KEY       its key (default: ZE_BENCHMARKS_API_KEY, else for a Worker on this machine the key of local development)`;

interface Connection {
  url?: string | undefined;
  key?: string | undefined;
}

/** A client of the Worker that the options or the environment name. UsageError: that is no URL. */
export const clientFor = (
  { url = process.env["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_URL, key }: Connection,
  options: Omit<WorkerClientOptions, "url" | "key"> = {},
): WorkerClient => {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
  }
  return new WorkerClient({ url, key: key ?? keyFor(url), ...options });
};

/** Makes sure that the Worker and its database answer; CliError with what to do if they do not. */
export const requireWorker = async (client: WorkerClient, signal?: AbortSignal): Promise<void> => {
  try {
    const { database } = await client.health({ signal });
    if (!database) throw new CliError(`the Worker at ${client.url} answers, but its database does not`);
  } catch (cause) {
    if (!(cause instanceof WorkerError)) throw cause;
    throw new CliError(`${cause.message}\nstart a Worker here with npm start, or name another with --url`, 1, {
      cause,
    });
  }
};
