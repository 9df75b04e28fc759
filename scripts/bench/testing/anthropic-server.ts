import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { type ModelServer, type Said, startModelServer } from "./model-server.ts";

/** The only key that the server knows. */
export const ANTHROPIC_KEY = "sk-ant-test";

const cached = { cache_control: z.strictObject({ type: z.literal("ephemeral") }).optional() };
const text = z.string().min(1);
const TextSchema = z.strictObject({ type: z.literal("text"), text, ...cached });
const ThinkingSchema = z.strictObject({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.literal("signed"),
});
const UseSchema = z.strictObject({
  type: z.literal("tool_use"),
  id: text,
  name: text,
  input: z.record(z.string(), z.unknown()),
});
const ResultSchema = z.strictObject({
  type: z.literal("tool_result"),
  tool_use_id: text,
  content: z.string(),
  is_error: z.boolean().optional(),
  ...cached,
});
const MessageSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("user"), content: z.array(z.union([TextSchema, ResultSchema])).min(1) }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.array(z.union([TextSchema, ThinkingSchema, UseSchema])).min(1),
  }),
]);
type Message = z.infer<typeof MessageSchema>;

const BodySchema = z.strictObject({
  model: text,
  max_tokens: z.int().min(1),
  temperature: z.number().min(0).max(1).optional(),
  system: z.array(TextSchema).optional(),
  tools: z
    .array(
      z.strictObject({ name: text, description: text, input_schema: z.looseObject({ type: z.literal("object") }) }),
    )
    .optional(),
  messages: z.array(MessageSchema).min(1),
});

const callsIn = (message: Message | undefined) =>
  (message?.content ?? []).flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
const answersIn = (message: Message | undefined) =>
  (message?.content ?? []).flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : []));

/** What breaks the rules that span several parts of a request. */
const breachIn = (body: z.infer<typeof BodySchema>): string | undefined => {
  const { messages } = body;
  if (messages[0]?.role !== "user") return "the first message must be the user's";
  if ((JSON.stringify(body).match(/"cache_control"/g) ?? []).length > 4) return "at most 4 blocks with cache_control";
  for (const [position, message] of messages.entries()) {
    const [calls, answers] = [callsIn(messages[position - 1]), answersIn(message)];
    if (calls.join() !== answers.join()) return `tool_use ids without their tool_result: ${calls} and ${answers}`;
  }
  return undefined;
};

/** An error as the service words it. */
export const anthropicFailure = (status: number, message: string, type = "invalid_request_error") => ({
  status,
  body: { type: "error", error: { type, message } },
});

const refuse = ({ headers }: IncomingMessage, given: unknown) => {
  const invalid = (message: string) => anthropicFailure(400, message);
  const key = headers["x-api-key"];
  if (key !== ANTHROPIC_KEY) return anthropicFailure(401, `invalid x-api-key: ${key}`, "authentication_error");
  if (headers["anthropic-version"] !== "2023-06-01") return invalid("anthropic-version: header is required");
  const { data, error } = BodySchema.safeParse(given);
  if (!data) return invalid(z.prettifyError(error));
  const breach = breachIn(data);
  return breach === undefined ? undefined : invalid(breach);
};

/** Each turn begins with signed thinking, which must come back as it is. */
const answer = ({ text, calls = [], stop, usage }: Said, number: number) => ({
  id: `msg_${number}`,
  type: "message",
  role: "assistant",
  model: "a-model",
  content: [
    ...(text !== undefined || calls.length > 0 ? [{ type: "thinking", thinking: "hm", signature: "signed" }] : []),
    ...(text === undefined ? [] : [{ type: "text", text }]),
    ...calls.map(({ name, input }, position) => ({ type: "tool_use", id: `toolu_${number}_${position}`, name, input })),
  ],
  stop_reason: stop ?? (calls.length > 0 ? "tool_use" : "end_turn"),
  stop_sequence: null,
  ...(usage && { usage }),
});

/** A server that speaks Anthropic's Messages API, as far as this project does. */
export const startAnthropicServer = (): Promise<ModelServer> =>
  startModelServer({ path: "/v1/messages", refuse, answer });
