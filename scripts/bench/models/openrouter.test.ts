import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelServer } from "../testing/model-server.ts";
import { OPENROUTER_KEY, openRouterFailure, startOpenRouterServer } from "../testing/openrouter-server.ts";
import type { ChatMessage } from "./chat-model.ts";
import { openRouterModel } from "./openrouter.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await startOpenRouterServer();
});
afterEach(() => server.close());

const HELLO: ChatMessage = { role: "user", text: "Hello" };

const ask = (messages: ChatMessage[] = [HELLO], model = "maker/model") => {
  const connection = { url: `${server.url}/api/v1`, key: OPENROUTER_KEY, model };
  const request = { system: "Be brief.", messages, maxTokens: 100, signal: new AbortController().signal };
  return openRouterModel(connection, { retries: 1, sleep: async () => undefined }).ask(request);
};

describe("openRouterModel", () => {
  it("takes tokens of the cache out of the prompt's", async () => {
    const usage = {
      prompt_tokens: 1000,
      completion_tokens: 50,
      prompt_tokens_details: { cached_tokens: 600, cache_write_tokens: 100 },
      completion_tokens_details: { reasoning_tokens: 30 },
      cost: 0.25,
    };
    server.steps.push({ text: "Hi", usage }, { text: "Hi", usage: { prompt_tokens: 7, cost: null } }, { text: "Hi" });
    expect((await ask()).usage).toEqual({
      tokensIn: 300,
      tokensOut: 50,
      cacheReadTokens: 600,
      cacheWriteTokens: 100,
      reasoningTokens: 30,
      costUsd: 0.25,
    });
    expect((await ask()).usage).toEqual({ tokensIn: 7 });
    expect((await ask()).usage).toEqual({});
  });

  it("adds what the provider takes to the cost, with a key of one's own", async () => {
    const own = { cost: 0.05, is_byok: true, cost_details: { upstream_inference_cost: 1 } };
    server.steps.push({ usage: own }, { usage: { ...own, cost_details: null } }, { usage: { ...own, is_byok: false } });
    expect((await ask()).usage.costUsd).toBe(1.05);
    expect((await ask()).usage.costUsd).toBeUndefined();
    expect((await ask()).usage.costUsd).toBe(0.05);
  });

  it("gives turns back with their sealed reasoning, and a message for each result", async () => {
    server.steps.push({ text: "Well", calls: ["a", "b"].map((name) => ({ name, input: {} })) }, { text: "Done" });
    const turn = await ask();
    const results = turn.toolCalls.map(({ id, name }) => ({ id, text: name, isError: false }));
    await ask([HELLO, { role: "assistant", turn }, { role: "tools", results }]);
    expect(server.asked[1]).toMatchObject({
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user" },
        { role: "assistant", content: "Well", reasoning_details: [{ data: "sealed" }] },
        { role: "tool", content: "a" },
        { role: "tool", content: "b" },
      ],
    });
  });

  it("takes arguments that are no JSON as a text, and none at all as none", async () => {
    const written = ['{"cut', "", '{"a":1}'];
    server.steps.push({ calls: written.map((input) => ({ name: "a", input })) });
    expect((await ask()).toolCalls.map(({ input }) => input)).toEqual(['{"cut', {}, { a: 1 }]);
  });

  it("asks for a cache where a model has none by itself", async () => {
    server.steps.push({ text: "Hi" }, { text: "Hi" });
    await ask([HELLO], "anthropic/a-model");
    await ask([HELLO], "openai/a-model");
    expect(server.asked.map((body) => body["cache_control"])).toEqual([{ type: "ephemeral" }, undefined]);
  });

  it.each([
    ["length", "length"],
    ["content_filter", "refusal"],
    ["stop", "end"],
  ])("takes %s for %s", async (stop, expected) => {
    server.steps.push({ text: "…", stop });
    expect(await ask()).toMatchObject({ stop: expected });
  });

  it("sees failures in answers that began well, and tries those again that may pass", async () => {
    const { body } = openRouterFailure(502, "provider down");
    server.steps.push({ status: 200, body }, { status: 200, body: { choices: [body] } });
    await expect(ask()).rejects.toThrow("OpenRouter answered 502: provider down");
    server.steps.push({ status: 200, body: openRouterFailure(400, "too long").body });
    await expect(ask()).rejects.toMatchObject({ isRequestAtFault: true });
    expect(server.asked).toHaveLength(3);
  });

  it("passes on what the provider behind it says", async () => {
    server.steps.push(openRouterFailure(400, "Provider returned error", { raw: "context of 8192 tokens exceeded" }));
    await expect(ask()).rejects.toThrow("answered 400: Provider returned error: context of 8192 tokens exceeded");
  });
});
