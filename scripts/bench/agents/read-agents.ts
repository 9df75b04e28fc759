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

/** The agents in some folders, a file NAME.yaml each: the folder by the name. Of two of the same name, the one in the later folder counts. */
const findAgents = async (folders: readonly string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const folder of folders) {
    const files = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
      throw new CliError(`cannot read the folder ${folder}: ${cause.code}`, 1, { cause });
    });
    for (const file of files) if (file.endsWith(ENDING)) found.set(file.slice(0, -ENDING.length), folder);
  }
  return found;
};

/** The names of the agents in some folders, sorted. CliError: there is no such folder. */
export const agentNames = async (folders: readonly string[]): Promise<string[]> =>
  [...(await findAgents(folders)).keys()].sort();

const readAgent = async (folder: string, name: string): Promise<NamedAgent> => {
  const path = join(folder, `${name}${ENDING}`);
  if (!NameSchema.safeParse(name).success) throw new CliError(`${path}: an agent cannot be called that`);
  const file = await readYaml(AgentFileSchema, path);
  const { title, model, variant } = file;
  return { name, title, model, variant, agent: agentOf(file, folder) };
};

/** Agents of some folders by their names. CliError that names a file and what is wrong with it. */
export const readAgents = async (folders: readonly string[], names: readonly string[]): Promise<NamedAgent[]> => {
  const found = await findAgents(folders);
  const agents: NamedAgent[] = [];
  for (const name of names) agents.push(await readAgent(found.get(name) ?? "", name));
  return agents;
};
