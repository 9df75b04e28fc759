import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { type ModelServer, type Said, startModelServer } from "./model-server.ts";

/** The only key that the server knows. */
export const OPENROUTER_KEY = "sk-or-test";

const text = z.string().min(1);
const CallSchema = z.strictObject({
  id: text,
  type: z.literal("function"),
  function: z.strictObject({ name: text, arguments: z.string() }),
});
const MessageSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: text }),
  z.strictObject({ role: z.literal("user"), content: text }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.string().nullable(),
    tool_calls: z.array(CallSchema).min(1).optional(),
    reasoning_details: z.tuple([z.strictObject({ type: z.literal("reasoning.encrypted"), data: z.literal("sealed") })]),
  }),
  z.strictObject({ role: z.literal("tool"), tool_call_id: text, content: z.string() }),
]);

const BodySchema = z.strictObject({
  model: text,
  max_tokens: z.int().min(1),
  temperature: z.number().min(0).max(2).optional(),
  cache_control: z.strictObject({ type: z.literal("ephemeral") }).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({
          name: text,
          description: text,
          parameters: z.looseObject({ type: z.literal("object") }),
        }),
      }),
    )
    .optional(),
  messages: z.array(MessageSchema).min(1),
});

/** The first call without an answer right behind it, or the first answer without a call. */
const breachIn = ({ messages }: z.infer<typeof BodySchema>): string | undefined => {
  const open: string[] = [];
  for (const message of messages) {
    if (message.role === "tool") {
      if (open.shift() !== message.tool_call_id) return `no such call is open: ${message.tool_call_id}`;
      continue;
    }
    if (open.length > 0) return `calls without an answer: ${open}`;
    if (message.role === "assistant") open.push(...(message.tool_calls ?? []).map(({ id }) => id));
  }
  return open.length > 0 ? `calls without an answer: ${open}` : undefined;
};

/** An error as the service words it. */
export const openRouterFailure = (status: number, message: string, metadata?: object) => ({
  status,
  body: { error: { code: status, message, ...(metadata && { metadata }) } },
});

const refuse = ({ headers }: IncomingMessage, given: unknown) => {
  if (headers.authorization !== `Bearer ${OPENROUTER_KEY}`) return openRouterFailure(401, "No auth credentials found");
  const { data, error } = BodySchema.safeParse(given);
  if (!data) return openRouterFailure(400, z.prettifyError(error));
  const breach = breachIn(data);
  return breach === undefined ? undefined : openRouterFailure(400, breach);
};

/** Arguments that are a text stand as they are: a model may write what is not valid JSON. */
const argumentsOf = (input: unknown): string => (typeof input === "string" ? input : JSON.stringify(input));

/** Each turn comes with sealed reasoning, which must come back as it is. */
const answer = ({ text = "", calls = [], stop, usage }: Said, number: number) => ({
  id: `gen-${number}`,
  object: "chat.completion",
  model: "a-model",
  choices: [
    {
      index: 0,
      finish_reason: stop ?? (calls.length > 0 ? "tool_calls" : "stop"),
      native_finish_reason: "whatever",
      message: {
        role: "assistant",
        content: text === "" ? null : text,
        refusal: null,
        reasoning: "hm",
        reasoning_details: [{ type: "reasoning.encrypted", data: "sealed" }],
        ...(calls.length > 0 && {
          tool_calls: calls.map(({ name, input }, position) => ({
            id: `call_${number}_${position}`,
            type: "function",
            function: { name, arguments: argumentsOf(input) },
          })),
        }),
      },
    },
  ],
  ...(usage && { usage }),
});

/** A server that speaks OpenRouter's chat completions, as far as this project does. Its base is its URL with /api/v1. */
export const startOpenRouterServer = (): Promise<ModelServer> =>
  startModelServer({ path: "/api/v1/chat/completions", refuse, answer });
