import { WorkerError } from "#client/errors.ts";
import { WorkerClient, type WorkerClientOptions } from "#client/worker-client.ts";
import { CliError, UsageError } from "./cli-error.ts";
import type { Context } from "./context.ts";
import type { Options } from "./description.ts";
import { DEFAULT_URL, keyFor } from "./local-worker.ts";

export const URL_OPTION = {
  url: { type: "string", value: "URL", help: `the Worker (default: ZE_BENCHMARKS_WORKER_URL, else ${DEFAULT_URL})` },
} as const satisfies Options;

/** The option of commands that write, beside URL_OPTION. */
export const KEY_OPTION = {
  key: {
    type: "string",
    value: "KEY",
    help: "its key (default: ZE_BENCHMARKS_API_KEY, else, for a Worker on this machine, the key of local development)",
  },
} as const satisfies Options;

export const JSON_OPTION = { json: { type: "boolean", help: "print JSON" } } as const satisfies Options;

interface Connection {
  url?: string | undefined;
  key?: string | undefined;
}

/** The address and the key that the options or the environment name. UsageError: the address is not a URL. */
export const connectionOf = (
  { env }: Pick<Context, "env">,
  { url = env["ZE_BENCHMARKS_WORKER_URL"] || DEFAULT_URL, key }: Connection,
): { url: string; key: string | undefined } => {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) {
    throw new UsageError(`--url must be a URL such as ${DEFAULT_URL}: ${url}`);
  }
  return { url, key: key ?? keyFor(url, env) };
};

/** A client of that Worker. */
export const clientFor = (
  context: Pick<Context, "env">,
  connection: Connection,
  options: Omit<WorkerClientOptions, "url" | "key"> = {},
): WorkerClient => new WorkerClient({ ...connectionOf(context, connection), ...options });

/** Makes sure that the Worker and its database answer; CliError with what to do if they do not. */
export const requireWorker = async (client: WorkerClient, signal?: AbortSignal): Promise<void> => {
  try {
    const { database } = await client.getHealth({ signal });
    if (!database) throw new CliError(`the Worker at ${client.url} answers, but its database does not`);
  } catch (cause) {
    if (!(cause instanceof WorkerError)) throw cause;
    throw new CliError(
      `${cause.message}\nnpm start in a checkout of ze-benchmarks starts one; --url names another`,
      1,
      {
        cause,
      },
    );
  }
};
