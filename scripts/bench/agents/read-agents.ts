import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { NameSchema } from "#contract/names/text.ts";
import { CliError } from "../../command/cli-error.ts";
import { readYaml } from "../files/read-yaml.ts";
import type { Agent } from "./agent.ts";
import { ChatAgentSchema, chatAgent } from "./chat-agent.ts";
import { CommandAgentSchema, commandAgent } from "./command-agent.ts";
import { commonFields } from "./common-fields.ts";
import { echoAgent } from "./echo.ts";

const EchoAgentSchema = z.strictObject({ kind: z.literal("echo"), ...commonFields });

/** What an agent's file says. */
const AgentFileSchema = z.discriminatedUnion("kind", [EchoAgentSchema, CommandAgentSchema, ChatAgentSchema]);
type AgentFile = z.infer<typeof AgentFileSchema>;

/** An agent as it is named, with what its file says of it. */
export interface NamedAgent {
  name: string;
  title: string | undefined;
  /** The model that it works with where none is asked for. */
  model: string | undefined;
  variant: string | undefined;
  agent: Agent;
}

const ENDING = ".yaml";

const agentOf = (file: AgentFile, folder: string): Agent => {
  switch (file.kind) {
    case "echo":
      return echoAgent();
    case "command":
      return commandAgent(file, folder);
    case "anthropic":
    case "openrouter":
      return chatAgent(file);
  }
};

/** The names of the agents in a folder, a file NAME.yaml each, sorted. CliError: there is no such folder. */
export const agentNames = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new CliError(`cannot read the folder ${folder}: ${cause.code}`, 1, { cause });
  });
  return names.flatMap((name) => (name.endsWith(ENDING) ? [name.slice(0, -ENDING.length)] : [])).sort();
};

const readAgent = async (folder: string, name: string): Promise<NamedAgent> => {
  const path = join(folder, `${name}${ENDING}`);
  if (!NameSchema.safeParse(name).success) throw new CliError(`${path}: an agent cannot be called that`);
  const file = await readYaml(AgentFileSchema, path);
  const { title, model, variant } = file;
  return { name, title, model, variant, agent: agentOf(file, folder) };
};

/** Agents of a folder by their names. CliError that names a file and what is wrong with it. */
export const readAgents = async (folder: string, names: readonly string[]): Promise<NamedAgent[]> => {
  const agents: NamedAgent[] = [];
  for (const name of names) agents.push(await readAgent(folder, name));
  return agents;
};
