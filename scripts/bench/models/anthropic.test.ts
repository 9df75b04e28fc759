import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ANTHROPIC_KEY, startAnthropicServer } from "../testing/anthropic-server.ts";
import type { ModelServer } from "../testing/model-server.ts";
import { anthropicModel } from "./anthropic.ts";
import type { ChatMessage } from "./chat-model.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await startAnthropicServer();
});
afterEach(() => server.close());

const TOOL = { name: "look", description: "Looks.", parameters: { type: "object", properties: {} } };

const ask = (messages: ChatMessage[]) =>
  anthropicModel({ url: server.url, key: ANTHROPIC_KEY, model: "a-model" }, { retries: 0 }).ask({
    system: "Be brief.",
    messages,
    tools: [TOOL],
    maxTokens: 100,
    temperature: 0,
    signal: new AbortController().signal,
  });

describe("anthropicModel", () => {
  it("counts tokens apart from those of the cache", async () => {
    const usage = {
      input_tokens: 10,
      output_tokens: 20,
      cache_read_input_tokens: 3000,
      cache_creation_input_tokens: 400,
      output_tokens_details: { thinking_tokens: 15 },
    };
    server.steps.push({ text: "Hi", usage }, { text: "Hi", usage: { input_tokens: 1, cache_read_input_tokens: null } });
    expect((await ask([{ role: "user", text: "Hello" }])).usage).toEqual({
      tokensIn: 10,
      tokensOut: 20,
      cacheReadTokens: 3000,
      cacheWriteTokens: 400,
      reasoningTokens: 15,
    });
    expect((await ask([{ role: "user", text: "Hello" }])).usage).toEqual({ tokensIn: 1 });
  });

  it("gives turns back as they came, their results in one message, and marks the end for the cache", async () => {
    server.steps.push({ calls: [TOOL, TOOL].map(({ name }) => ({ name, input: { at: "it" } })) }, { text: "Done" });
    const messages: ChatMessage[] = [{ role: "user", text: "Hello" }];
    const turn = await ask(messages);
    expect(turn.toolCalls).toMatchObject([{ name: "look", input: { at: "it" } }, { name: "look" }]);
    const results = turn.toolCalls.map(({ id }, position) => ({ id, text: "seen", isError: position === 1 }));
    await ask([...messages, { role: "assistant", turn }, { role: "tools", results }]);
    const [first, second] = server.asked as { messages: { content: object[] }[]; system: object[] }[];
    expect(first?.messages[0]?.content).toMatchObject([{ text: "Hello", cache_control: { type: "ephemeral" } }]);
    expect(second?.messages[0]?.content).toEqual([{ type: "text", text: "Hello" }]);
    expect(second?.messages[1]?.content[0]).toEqual({ type: "thinking", thinking: "hm", signature: "signed" });
    expect(second?.messages[2]?.content).toMatchObject([
      { content: "seen" },
      { is_error: true, cache_control: { type: "ephemeral" } },
    ]);
    expect(second?.system).toMatchObject([{ text: "Be brief.", cache_control: { type: "ephemeral" } }]);
  });

  it.each([
    ["max_tokens", "length"],
    ["model_context_window_exceeded", "length"],
    ["refusal", "refusal"],
    ["stop_sequence", "end"],
    ["something new", "end"],
  ])("takes %s for %s", async (stop, expected) => {
    server.steps.push({ text: "…", stop });
    expect(await ask([{ role: "user", text: "Hello" }])).toMatchObject({ stop: expected });
  });
});
