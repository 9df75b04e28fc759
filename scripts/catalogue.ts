import { readFile } from "node:fs/promises";
import { parse, stringify } from "yaml";
import * as z from "zod";
import { formatCounted } from "#words/numbers.ts";
import { lookAlikes } from "./catalogue/look-alikes.ts";
import { UsageError } from "./command/cli-error.ts";
import { collectPages } from "./command/collect-pages.ts";
import { defineCommand } from "./command/command.ts";
import { clientFor, requireWorker, URL_OPTION } from "./command/connect.ts";
import { requireOneOf } from "./command/one-of.ts";
import { inProject } from "./command/project.ts";
import { runHere } from "./command/run-command.ts";

/** The most names of a kind that are looked at. */
const MOST_NAMES = 100_000;

const ROLES = ["models", "agents"] as const;

const KnownSchema = z.array(z.looseObject({ name: z.string(), aliases: z.array(z.string()).optional() })).nullish();

/** The groups of names that a file of the catalogue brings together already. */
const knownGroups = async (role: (typeof ROLES)[number]): Promise<Set<string>[]> => {
  const text = await readFile(inProject("site", "content", "catalogue", `${role}.yaml`), "utf8").catch(() => "");
  return (KnownSchema.parse(parse(text)) ?? []).map(({ name, aliases = [] }) => new Set([name, ...aliases]));
};

export const command = defineCommand({
  name: "catalogue",
  usage: ["suggest"],
  about: () => `
Lists the names of models and agents that look alike: those that differ by a prefix, a date, case or punctuation alone, and that the catalogue in site/content/catalogue does not bring together yet. They come as entries for its files, to be looked through: a name that looks alike may be another thing.`,
  options: { ...URL_OPTION },
  notes: "Exit code: 0 done, 1 no answer, 2 wrong usage, 130 stopped.",
  takesFiles: true,
  run: async ({ values, files: [action, ...more] }, context) => {
    if (action === undefined) throw new UsageError("say what to do: suggest");
    requireOneOf("what to do", action, ["suggest"]);
    if (more[0] !== undefined) throw new UsageError(`one argument too many: ${more[0]}`);
    const { signal, print, warn } = context;
    const client = clientFor(context, values);
    await requireWorker(client, signal);
    const read = {
      models: () => collectPages((_, cursor) => client.getModelStats({ cursor }, { signal }), MOST_NAMES),
      agents: () => collectPages((_, cursor) => client.getAgentStats({ cursor }, { signal }), MOST_NAMES),
    };
    for (const role of ROLES) {
      const { items } = await read[role]();
      const names = items.flatMap((item) => ("model" in item ? (item.model ?? []) : "agent" in item ? item.agent : []));
      const known = await knownGroups(role);
      const groups = lookAlikes(names).filter((group) => !known.some((one) => group.every((name) => one.has(name))));
      warn(
        `${role}: ${groups.flat().length} of ${new Set(names).size} names look alike, in ${formatCounted(groups.length, "group")}`,
      );
      if (groups.length === 0) continue;
      print(`# ${role}.yaml`);
      print(stringify(groups.map(([name, ...aliases]) => ({ name, aliases }))).trimEnd());
    }
    return 0;
  },
});

if (import.meta.main) await runHere(command);
