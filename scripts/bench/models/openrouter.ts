import * as z from "zod";
import { askService, reasonIn, type ServiceOptions } from "./ask-service.ts";
import type { ChatMessage, ChatModel, ChatRequest, ChatTurn, ToolCall, TurnUsage } from "./chat-model.ts";
import type { Connection } from "./connection.ts";
import { ServiceError } from "./service-error.ts";

const count = z.int().min(0).nullish();

const UsageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count, cache_write_tokens: count }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish(),
  cost: z.number().min(0).nullish(),
  is_byok: z.boolean().nullish(),
  cost_details: z.object({ upstream_inference_cost: z.number().min(0).nullish() }).nullish(),
});

const CallSchema = z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) });

/** What of a turn is sent back, unchanged: all but its reasoning in plain words. */
const MessageSchema = z.object({
  role: z.literal("assistant"),
  content: z.string().nullish(),
  tool_calls: z.array(z.looseObject(CallSchema.shape)).nullish(),
  reasoning_details: z.array(z.unknown()).nullish(),
});

const AnswerSchema = z.object({
  choices: z.tuple(
    [
      z.object({
        message: MessageSchema.extend({ refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    ],
    z.unknown(),
  ),
  usage: UsageSchema.nullish(),
});

/** A failure that began after the answer had: its status is 200, and the real one stands within, of the whole or of the choice. */
const FailedSchema = z.object({ error: z.looseObject({ code: z.int().optional().catch(undefined) }) });
const FailedChoiceSchema = z.object({ choices: z.tuple([FailedSchema], z.unknown()) });

const STOPS: Record<string, ChatTurn["stop"]> = { length: "length", content_filter: "refusal" };

const messagesOf = (message: ChatMessage): object[] => {
  switch (message.role) {
    case "user":
      return [{ role: "user", content: message.text }];
    case "assistant":
      return [message.turn.original as z.infer<typeof MessageSchema>];
    case "tools":
      return message.results.map(({ id, text }) => ({ role: "tool", tool_call_id: id, content: text }));
  }
};

const bodyOf = (model: string, { system, messages, tools = [], maxTokens, temperature }: ChatRequest) => ({
  model,
  max_tokens: maxTokens,
  ...(temperature !== undefined && { temperature }),
  // Other models cache by themselves.
  ...(model.startsWith("anthropic/") && { cache_control: { type: "ephemeral" } }),
  ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: "function", function: tool })) }),
  messages: [{ role: "system", content: system }, ...messages.flatMap(messagesOf)],
});

const inputIn = (text: string): unknown => {
  // Some models write nothing where there are no arguments.
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const callsIn = (message: z.infer<typeof MessageSchema>): ToolCall[] =>
  (message.tool_calls ?? []).map(({ id, function: { name, arguments: text } }) => ({ id, name, input: inputIn(text) }));

/** What was paid: to OpenRouter, and with a key of one's own also to the provider behind it. Credits are US dollars. */
const costIn = ({ cost, is_byok, cost_details }: z.infer<typeof UsageSchema>): number | undefined => {
  const upstream = is_byok ? cost_details?.upstream_inference_cost : 0;
  return cost == null || upstream == null ? undefined : cost + upstream;
};

/** The prompt's tokens include those read from a cache and those written to one. */
const usageIn = (usage: z.infer<typeof UsageSchema>): TurnUsage => {
  const { prompt_tokens: prompt, prompt_tokens_details: details } = usage;
  const [read, written] = [details?.cached_tokens ?? undefined, details?.cache_write_tokens ?? undefined];
  return {
    tokensIn: prompt == null ? undefined : Math.max(0, prompt - (read ?? 0) - (written ?? 0)),
    tokensOut: usage.completion_tokens ?? undefined,
    cacheReadTokens: read,
    cacheWriteTokens: written,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? undefined,
    costUsd: costIn(usage),
  };
};

const turnIn = (json: unknown): ChatTurn => {
  const failed = FailedSchema.safeParse(json).data ?? FailedChoiceSchema.safeParse(json).data?.choices[0];
  if (failed) {
    const { code: status = 502 } = failed.error;
    throw new ServiceError(`OpenRouter answered ${status}: ${reasonIn(failed) ?? "no reason given"}`, { status });
  }
  const { choices, usage } = AnswerSchema.parse(json);
  const [{ message, finish_reason }] = choices;
  const { refusal, ...original } = message;
  return {
    text: message.content ?? "",
    toolCalls: callsIn(message),
    stop: refusal ? "refusal" : (STOPS[finish_reason ?? ""] ?? "end"),
    usage: usage ? usageIn(usage) : {},
    original,
  };
};

/** A model behind OpenRouter's chat completions. */
export const openRouterModel = ({ url, key, model }: Connection, options?: ServiceOptions): ChatModel => ({
  ask: (request) =>
    askService(
      {
        service: "OpenRouter",
        url: `${url}/chat/completions`,
        headers: { authorization: `Bearer ${key}` },
        key,
        body: bodyOf(model, request),
        read: turnIn,
        signal: request.signal,
      },
      options,
    ),
});
