import type { WorkerClient } from "#client/worker-client.ts";
import { type Key, type KeyIssued, ScopeSchema } from "#contract/service/key.ts";
import { UsageError } from "./command/cli-error.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_HELP, URL_OPTION } from "./command/connect.ts";
import { interruptedSignal } from "./command/interruption.ts";
import { runCommand } from "./command/run-command.ts";
import { formatMoment } from "./terminal/format-values.ts";
import { printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

const HELP = `
npm run keys -- create --name NAME --scope submit|admin [--expires DATE] [--suite SUITE]…
npm run keys -- list
npm run keys -- rotate ID
npm run keys -- revoke ID

Makes and manages the named keys of a Worker. A token is printed once, when it is made, and cannot be read again.

  --name NAME     what to call the key: who or what uses it
  --scope SCOPE   submit: runs and batches; admin: that too, decisions about runs, and keys
  --expires DATE  from when on it is not valid, such as 2027-01-31 (UTC) or 2027-01-31T12:00:00Z (default: never)
  --suite SUITE   let it submit to this suite alone; once for each suite (default: any)

${URL_HELP}
  --key KEY       an admin key (default: ZE_BENCHMARKS_API_KEY, else for a Worker on this machine the key of local development)
  -h, --help      this

rotate gives a key another secret, and the old one stops at once; revoke ends a key for good.
Exit code: 0 done, 1 refused or no answer, 2 wrong usage.
`;

interface Values {
  name?: string | undefined;
  scope?: string | undefined;
  expires?: string | undefined;
  suite?: string[] | undefined;
}

await runCommand({
  name: "keys",
  help: HELP,
  takesFiles: true,
  options: {
    name: { type: "string" },
    scope: { type: "string" },
    expires: { type: "string" },
    suite: { type: "string", multiple: true },
    ...URL_OPTION,
    ...KEY_OPTION,
  },
  run: async ({ values, files: [action, ...rest] }) => {
    const act = actionOf(action, rest, values);
    const signal = interruptedSignal();
    const client = clientFor(values);
    await requireWorker(client, signal);
    await act(client, signal);
    return 0;
  },
});

/** Does what was asked for, with a Worker that answers. */
type Act = (client: WorkerClient, signal: AbortSignal) => Promise<void>;

function actionOf(action: string | undefined, rest: string[], values: Values): Act {
  if (action !== "create") {
    const misplaced = (["name", "scope", "expires", "suite"] as const).find((name) => values[name] !== undefined);
    if (misplaced) throw new UsageError(`--${misplaced} is for create`);
  }
  switch (action) {
    case "create": {
      requireNothing(rest);
      const request = requestOf(values);
      return async (client, signal) => printIssued(await client.createKey(request, { signal }), "made");
    }
    case "list":
      requireNothing(rest);
      return async (client, signal) => printKeys(await client.keys({ signal }), Date.now());
    case "rotate": {
      const id = idIn(rest);
      const what = "rotated: the old secret is not valid any more";
      return async (client, signal) => printIssued(await client.rotateKey(id, { signal }), what);
    }
    case "revoke": {
      const id = idIn(rest);
      return async (client, signal) => console.log(`key ${(await client.revokeKey(id, { signal })).id} is revoked`);
    }
    case undefined:
      throw new UsageError("say what to do: create, list, rotate or revoke");
    default:
      throw new UsageError(`must be create, list, rotate or revoke: ${action}`);
  }
}

function requireNothing([extra]: string[]): void {
  if (extra !== undefined) throw new UsageError(`one argument too many: ${extra}`);
}

function idIn([id, ...rest]: string[]): string {
  if (id === undefined) throw new UsageError("no id given: npm run keys -- list shows them");
  requireNothing(rest);
  return id;
}

/** The key to ask for. The Worker checks it against the contract; here is only what a command line can get wrong. */
function requestOf({ name, scope, expires, suite }: Values): Parameters<WorkerClient["createKey"]>[0] {
  if (name === undefined) throw new UsageError("--name is missing");
  const { data } = ScopeSchema.safeParse(scope);
  if (data === undefined) throw new UsageError(`--scope must be submit or admin: ${scope ?? "missing"}`);
  return {
    name,
    scope: data,
    ...(suite && { suites: suite }),
    ...(expires !== undefined && { expiresAt: momentOf(expires) }),
  };
}

function momentOf(text: string): string {
  const moment = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  if (Number.isNaN(Date.parse(moment)) || !/(?:Z|[+-]\d\d:\d\d)$/.test(moment)) {
    throw new UsageError(
      `--expires must be a day such as 2027-01-31 or a moment such as 2027-01-31T12:00:00Z: ${text}`,
    );
  }
  return moment;
}

/** The token alone goes to the standard output, for a pipe or a variable; the rest is for a person. */
function printIssued({ token, key }: KeyIssued, what: string): void {
  console.error(`key ${key.id} (${key.name}) is ${what}; keep its token now, it cannot be shown again:`);
  console.log(token);
}

function stateOf({ revokedAt, expiresAt }: Key, now: number): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt === undefined) return "valid";
  return `${Date.parse(expiresAt) <= now ? "expired" : "valid until"} ${expiresAt.slice(0, 10)}`;
}

function printKeys(keys: readonly Key[], now: number): void {
  if (keys.length === 0) {
    console.log("no named keys yet: the secret API_SECRET_KEY is the only one");
    return;
  }
  const columns: Column<Key>[] = [
    { head: "ID", cell: ({ id }) => id },
    { head: "NAME", cell: ({ name }) => name },
    { head: "SCOPE", cell: ({ scope }) => scope },
    { head: "SUITES", cell: ({ suites }) => suites?.join(", ") ?? "any suite" },
    { head: "STATE", cell: (key) => stateOf(key, now) },
    { head: "LAST USED", cell: ({ lastUsedAt }) => (lastUsedAt ? `${formatMoment(lastUsedAt)} UTC` : "never") },
  ];
  printTable(columns, keys);
}
