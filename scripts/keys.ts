import type { WorkerClient } from "#client/worker-client.ts";
import { type Key, type KeyIssued, ScopeSchema } from "#contract/service/key.ts";
import { formatMoment } from "#words/moments.ts";
import { UsageError } from "./command/cli-error.ts";
import { collectPages } from "./command/collect-pages.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, KEY_OPTION, requireWorker, URL_OPTION } from "./command/connect.ts";
import type { Context } from "./command/context.ts";
import { requireOneOf } from "./command/one-of.ts";
import { runHere } from "./command/run-command.ts";
import { printTable } from "./terminal/print.ts";
import type { Column } from "./terminal/render-table.ts";

interface Values {
  name?: string | undefined;
  scope?: string | undefined;
  expires?: string | undefined;
  suite?: string[] | undefined;
}

export const command = defineCommand({
  name: "keys",
  usage: ["create --name NAME --scope SCOPE [options]", "list", "rotate ID", "revoke ID"],
  about: () => `
Makes and manages the named keys of a Worker. A token is printed once, when it is made, and cannot be read again. rotate gives a key a new secret, and the old one stops working at once; revoke ends a key for good.`,
  options: {
    name: { type: "string", value: "NAME", help: "who or what uses the key" },
    scope: {
      type: "string",
      value: "SCOPE",
      help: "submit: runs and batches; publish: reads without the limit of anonymous ones; admin: all",
    },
    expires: {
      type: "string",
      value: "DATE",
      help: "when it stops working, such as 2027-01-31 (UTC) or 2027-01-31T12:00:00Z (default: never)",
    },
    suite: {
      type: "string",
      value: "SUITE",
      multiple: true,
      help: "limits the key to this suite; repeat it for several (default: any suite)",
    },
    ...URL_OPTION,
    key: { ...KEY_OPTION.key, help: KEY_OPTION.key.help.replace("its key", "an admin key of it") },
  },
  notes: "Exit code: 0 done, 1 refused or no answer, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [action, ...rest] }, context) => {
    const act = actionOf(context, { action, rest, values });
    const client = clientFor(context, values);
    await requireWorker(client, context.signal);
    await act(client);
    return 0;
  },
});

/** Does what was asked for, with a Worker that answers. */
type Act = (client: WorkerClient) => Promise<void>;

const ACTIONS = ["create", "list", "rotate", "revoke"] as const;

interface Asked {
  action: string | undefined;
  rest: string[];
  values: Values;
}

function actionOf(context: Context, { action, rest, values }: Asked): Act {
  const { signal } = context;
  if (action !== "create") {
    const misplaced = (["name", "scope", "expires", "suite"] as const).find((name) => values[name] !== undefined);
    if (misplaced) throw new UsageError(`--${misplaced} is for create`);
  }
  if (action === undefined) throw new UsageError("say what to do: create, list, rotate or revoke");
  switch (requireOneOf("what to do", action, ACTIONS)) {
    case "create": {
      requireNothing(rest);
      const request = requestOf(values);
      return async (client) => printIssued(context, await client.createKey(request, { signal }), "made");
    }
    case "list":
      requireNothing(rest);
      return async (client) => printKeys(context, await listAll(client, context), Date.now());
    case "rotate": {
      const id = idIn(context, rest);
      const what = "rotated, and the old secret has stopped working";
      return async (client) => printIssued(context, await client.rotateKey({ id }, { signal }), what);
    }
    case "revoke": {
      const id = idIn(context, rest);
      return async (client) => context.print(`key ${(await client.revokeKey({ id }, { signal })).id} is revoked`);
    }
  }
}

function requireNothing([extra]: string[]): void {
  if (extra !== undefined) throw new UsageError(`one argument too many: ${extra}`);
}

function idIn({ call }: Context, [id, ...rest]: string[]): string {
  if (id === undefined) throw new UsageError(`ID is missing: ${call("keys", "list")} shows them`);
  requireNothing(rest);
  return id;
}

/** The key to ask for. The Worker checks it against the contract; here is only what a command line can get wrong. */
function requestOf({ name, scope, expires, suite }: Values): Parameters<WorkerClient["createKey"]>[0] {
  if (name === undefined) throw new UsageError("--name is missing");
  return {
    name,
    scope: requireOneOf("--scope", scope ?? "missing", ScopeSchema.options),
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
function printIssued({ print, warn }: Context, { token, key }: KeyIssued, what: string): void {
  warn(`key ${key.id} (${key.name}) is ${what}; keep its token now, it cannot be shown again:`);
  print(token);
}

function stateOf({ revokedAt, expiresAt }: Key, now: number): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt.slice(0, 10)}`;
  if (expiresAt === undefined) return "valid";
  return `${Date.parse(expiresAt) <= now ? "expired" : "valid until"} ${expiresAt.slice(0, 10)}`;
}

/** Every key: whoever looks for one to revoke must see it, however many there are. */
async function listAll(client: WorkerClient, { signal }: Context): Promise<Key[]> {
  const ask = (limit: number, cursor: string | undefined) => client.listKeys({ limit, cursor }, { signal });
  return (await collectPages(ask, Number.POSITIVE_INFINITY)).items;
}

function printKeys(context: Context, keys: readonly Key[], now: number): void {
  if (keys.length === 0) {
    context.print("no named keys yet: the secret API_SECRET_KEY is the only one");
    return;
  }
  const columns: Column<Key>[] = [
    { head: "ID", cell: ({ id }) => id },
    { head: "NAME", cell: ({ name }) => name },
    { head: "SCOPE", cell: ({ scope }) => scope },
    { head: "SUITES", cell: ({ suites }) => suites?.join(", ") ?? "any suite" },
    { head: "STATE", cell: (key) => stateOf(key, now) },
    { head: "LAST USED", cell: ({ lastUsedAt }) => (lastUsedAt ? formatMoment(lastUsedAt) : "never") },
  ];
  printTable(context, columns, keys);
}

if (import.meta.main) await runHere(command);
