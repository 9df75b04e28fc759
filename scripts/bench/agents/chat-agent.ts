import * as z from "zod";
import { CliError } from "../../command/cli-error.ts";
import type { ServiceOptions } from "../models/ask-service.ts";
import type { ChatMessage, ChatModel, ChatTurn, TurnUsage } from "../models/chat-model.ts";
import { requireService, ServiceSchema } from "../models/connection.ts";
import { openModel } from "../models/open-model.ts";
import { ServiceError } from "../models/service-error.ts";
import { PricesSchema, pricedUsage, totalUsage } from "../models/usage.ts";
import { RunError } from "../running/run-error.ts";
import type { Agent, Task } from "./agent.ts";
import { commonFields } from "./common-fields.ts";
import { callTool, TOOL_DESCRIPTIONS } from "./tools/toolbox.ts";

const SYSTEM = `You are a software engineer who works alone in a folder, the workspace, with the tools that you are given.
Do what you are asked in that folder. Nobody can answer questions: where something is open, decide and go on.
Check your work where you can. When all is done, answer without calling a tool and say in a few sentences what you did.`;

/** The file of an agent that is a language model with tools. */
export const ChatAgentSchema = z.strictObject({
  kind: ServiceSchema.describe("The service that the model is asked through."),
  ...commonFields,
  system: z.string().min(1).default(SYSTEM).describe("What the model is told before the prompt."),
  maxTokens: z.int().min(1).default(16_000).describe("The most tokens that one turn may have, reasoning included."),
  maxTurns: z.int().min(1).default(50).describe("How often the model is asked before the run counts as given up."),
  temperature: z.number().min(0).max(2).optional().describe("Absent: the model's own. Some models take none."),
  prices: PricesSchema.optional().describe("From which the cost is computed where the service does not state it."),
});
export type ChatAgentSettings = z.infer<typeof ChatAgentSchema>;

const requireModel = (settings: ChatAgentSettings, model: string | undefined): string => {
  const found = model ?? settings.model;
  if (found === undefined) throw new CliError("which model? name one with --model, or as model: in the agent's file");
  return found;
};

/** A language model that works with tools, in a loop, until it answers without calling one. */
export const chatAgent = (settings: ChatAgentSettings, options?: ServiceOptions): Agent => ({
  prepare: async (model, env) => {
    requireModel(settings, model);
    requireService(settings.kind, env);
  },
  work: (task) => {
    const model = openModel(settings.kind, requireModel(settings, task.model), { ...options, env: task.env });
    return converse(settings, model, task);
  },
});

const converse = async (settings: ChatAgentSettings, model: ChatModel, task: Task): Promise<string> => {
  const messages: ChatMessage[] = [{ role: "user", text: task.prompt }];
  const usages: TurnUsage[] = [];
  let toolCalls = 0;
  for (let count = 0; count < settings.maxTurns; count++) {
    const turn = await askModel(settings, model, messages, task.signal);
    usages.push(pricedUsage(turn.usage, settings.prices));
    toolCalls += turn.toolCalls.length;
    task.onUsage({ ...totalUsage(usages), toolCalls });
    if (turn.stop === "refusal") throw new RunError("refusal", "the model refused to go on");
    if (turn.stop !== "length" && turn.toolCalls.length === 0) return turn.text;
    messages.push(...(await answerTo(turn, task)));
  }
  throw new RunError("agent", `not done after ${settings.maxTurns} turns of the model`);
};

const askModel = async (
  { system, maxTokens, temperature }: ChatAgentSettings,
  model: ChatModel,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
): Promise<ChatTurn> => {
  try {
    return await model.ask({ system, messages, tools: TOOL_DESCRIPTIONS, maxTokens, temperature, signal });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new RunError(error.isRequestAtFault ? "agent" : "workspace", error.message, { cause: error });
  }
};

/** What follows on a turn that is not the last. */
const answerTo = async (turn: ChatTurn, task: Task): Promise<ChatMessage[]> => {
  const own: ChatMessage = { role: "assistant", turn };
  if (turn.stop === "length") return goOn(turn, own);
  const results = [];
  for (const call of turn.toolCalls) results.push(await callTool(call, task));
  return [own, { role: "tools", results }];
};

/** A turn whose tokens ran out: its last call may lack a part, so that none is carried out. */
const goOn = (turn: ChatTurn, own: ChatMessage): ChatMessage[] => {
  const text = "error: you ran out of tokens for this turn, and nothing of it was done. Take smaller steps.";
  if (turn.toolCalls.length > 0) {
    return [own, { role: "tools", results: turn.toolCalls.map(({ id }) => ({ id, text, isError: true })) }];
  }
  const goOnText = "You ran out of tokens for this turn. Go on where you stopped, in smaller steps.";
  // Services take no turn back that says nothing: all of it went into reasoning.
  return [...(turn.text === "" ? [] : [own]), { role: "user", text: goOnText }];
};
