import * as z from "zod";
import { askService, type ServiceOptions } from "./ask-service.ts";
import type { ChatMessage, ChatModel, ChatRequest, ChatTurn } from "./chat-model.ts";
import type { Connection } from "./connection.ts";

const VERSION = "2023-06-01";

/** Everything up to a block with this mark is kept in the service's cache, and read from there in the next turn. */
const CACHED = { cache_control: { type: "ephemeral" } } as const;

const count = z.int().min(0).nullish();
const TextSchema = z.object({ type: z.literal("text"), text: z.string() });
const CallSchema = z.object({ type: z.literal("tool_use"), id: z.string(), name: z.string(), input: z.unknown() });

const AnswerSchema = z.object({
  content: z.array(z.looseObject({ type: z.string() })),
  stop_reason: z.string().nullish(),
  usage: z
    .object({
      input_tokens: count,
      output_tokens: count,
      cache_read_input_tokens: count,
      cache_creation_input_tokens: count,
      output_tokens_details: z.object({ thinking_tokens: count }).nullish(),
    })
    .nullish(),
});
type Content = z.infer<typeof AnswerSchema>["content"];

const STOPS: Record<string, ChatTurn["stop"]> = {
  max_tokens: "length",
  model_context_window_exceeded: "length",
  refusal: "refusal",
};

const messageOf = (message: ChatMessage): { role: string; content: object[] } => {
  switch (message.role) {
    case "user":
      return { role: "user", content: [{ type: "text", text: message.text }] };
    case "assistant":
      return { role: "assistant", content: message.turn.original as Content };
    case "tools":
      return {
        role: "user",
        content: message.results.map(({ id, text, isError }) => ({
          type: "tool_result",
          tool_use_id: id,
          content: text,
          ...(isError && { is_error: true }),
        })),
      };
  }
};

/** The conversation, to be cached up to its end. */
const messagesOf = (messages: readonly ChatMessage[]) =>
  messages.map((message, position) => {
    const { role, content } = messageOf(message);
    const isLast = position === messages.length - 1;
    return { role, content: isLast ? content.with(-1, { ...content.at(-1), ...CACHED }) : content };
  });

const bodyOf = (model: string, { system, messages, tools = [], maxTokens, temperature }: ChatRequest) => ({
  model,
  max_tokens: maxTokens,
  ...(temperature !== undefined && { temperature }),
  // The tools stand before the system's text: the mark is for both.
  system: [{ type: "text", text: system, ...CACHED }],
  ...(tools.length > 0 && {
    tools: tools.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters })),
  }),
  messages: messagesOf(messages),
});

const turnIn = (json: unknown): ChatTurn => {
  const { content, stop_reason, usage } = AnswerSchema.parse(json);
  return {
    text: content.flatMap((block) => TextSchema.safeParse(block).data?.text ?? []).join("\n"),
    toolCalls: content.flatMap((block) => CallSchema.safeParse(block).data ?? []),
    stop: STOPS[stop_reason ?? ""] ?? "end",
    usage: {
      tokensIn: usage?.input_tokens ?? undefined,
      tokensOut: usage?.output_tokens ?? undefined,
      cacheReadTokens: usage?.cache_read_input_tokens ?? undefined,
      cacheWriteTokens: usage?.cache_creation_input_tokens ?? undefined,
      reasoningTokens: usage?.output_tokens_details?.thinking_tokens ?? undefined,
    },
    original: content,
  };
};

/** A model behind Anthropic's Messages API. */
export const anthropicModel = ({ url, key, model }: Connection, options?: ServiceOptions): ChatModel => ({
  ask: (request) =>
    askService(
      {
        service: "Anthropic",
        url: `${url}/v1/messages`,
        headers: { "x-api-key": key, "anthropic-version": VERSION },
        key,
        body: bodyOf(model, request),
        read: turnIn,
        signal: request.signal,
      },
      options,
    ),
});
