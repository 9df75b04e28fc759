import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sleepFor } from "#client/retry.ts";
import { CliError } from "../../command/cli-error.ts";
import type { ModelServer } from "../testing/model-server.ts";
import { MODEL_SERVICES, variablesFor } from "../testing/model-services.ts";
import type { ServiceOptions } from "./ask-service.ts";
import { openModel } from "./open-model.ts";
import { ServiceError } from "./service-error.ts";

/** Nobody waits, and what would have been waited is noted. */
const waits: number[] = [];
const OPTIONS: ServiceOptions = {
  retries: 3,
  random: () => 1,
  sleep: async (milliseconds) => void waits.push(milliseconds),
};

let server: ModelServer;
afterEach(() => {
  server.close();
  vi.unstubAllEnvs();
  waits.length = 0;
});

describe.each(MODEL_SERVICES)("a model of $service", ({ service, name, start, failure }) => {
  beforeEach(async () => {
    server = await start();
    for (const [variable, value] of Object.entries(variablesFor(server))) vi.stubEnv(variable, value);
  });

  const ask = (options: ServiceOptions = {}, signal = new AbortController().signal) =>
    openModel(service, "a-model", { ...OPTIONS, ...options }).ask({
      system: "Be brief.",
      messages: [{ role: "user", text: "Hello" }],
      maxTokens: 100,
      signal,
    });

  it("gives a turn, and leaves out what is not stated", async () => {
    server.steps.push({ text: "Hi" });
    expect(await ask()).toMatchObject({ text: "Hi", toolCalls: [], stop: "end" });
    expect(server.asked[0]).toMatchObject({ model: "a-model", max_tokens: 100 });
    expect(server.asked[0]).not.toHaveProperty("temperature");
    expect(server.asked[0]).not.toHaveProperty("tools");
  });

  it.each([
    ["500", { status: 500 }],
    ["529", { status: 529, body: "not even JSON that it knows" }],
    ["a lost connection", "hang up"],
    ["half an answer", "half an answer"],
  ] as const)("tries again after %s, each time later", async (_, trouble) => {
    server.steps.push(trouble, trouble, { text: "at last" });
    expect(await ask()).toMatchObject({ text: "at last" });
    expect(waits).toEqual([300, 600]);
  });

  it("waits as long as it is asked to", async () => {
    server.steps.push({ ...failure(429, "slow down"), headers: { "retry-after": "7" } }, { text: "at last" });
    expect(await ask()).toMatchObject({ text: "at last" });
    expect(waits).toEqual([7300]);
  });

  it("does not wait for hours", async () => {
    server.steps.push({ ...failure(429, "come back tomorrow"), headers: { "retry-after": "86400" } });
    await expect(ask()).rejects.toThrow(`${name} answered 429: come back tomorrow`);
    expect(waits).toEqual([]);
  });

  it("tries again when an answer takes too long", async () => {
    server.steps.push("silence", { text: "at last" });
    expect(await ask({ timeoutMs: 2000 })).toMatchObject({ text: "at last" });
  });

  it("says that nothing answered, when it gives up", async () => {
    server.close();
    const failed = await ask().catch((error) => error);
    expect(failed).toBeInstanceOf(ServiceError);
    expect(failed).toMatchObject({ message: `no answer from ${name} (ECONNREFUSED)`, isRequestAtFault: false });
    expect(waits).toEqual([300, 600, 1200]);
  });

  it.each([
    [400, "prompt is too long", true],
    [413, "request too large", true],
    [400, "Your credit balance is too low", false],
    [402, "insufficient credits", false],
    [403, "not allowed", false],
    [404, "no such model", false],
    [408, "timed out", false],
    [301, "elsewhere", false],
  ])("asks once when the answer is %d %s", async (status, message, isRequestAtFault) => {
    server.steps.push({ ...failure(status, message), headers: { location: "http://127.0.0.1:9" } });
    const failed = await ask().catch((error) => error);
    expect(failed).toBeInstanceOf(ServiceError);
    expect(failed).toMatchObject({ message: `${name} answered ${status}: ${message}`, status, isRequestAtFault });
    expect(server.asked).toHaveLength(1);
  });

  it("never repeats the key", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-wrong");
    vi.stubEnv("OPENROUTER_API_KEY", "sk-wrong");
    const failed = await ask().catch((error) => error);
    expect(failed).toMatchObject({ status: 401, isRequestAtFault: false });
    expect(failed.message).not.toContain("sk-wrong");
  });

  it("does not ask again, at its price, after an answer in another form", async () => {
    server.steps.push({ status: 200, body: { choices: "none", content: 1 } });
    await expect(ask()).rejects.toThrow(`${name} gave an answer that cannot be read: `);
    expect(server.asked).toHaveLength(1);
  });

  it("throws the signal's reason in the middle of a turn, and of a wait", async () => {
    const aborted = new AbortController();
    server.steps.push("silence");
    const asking = ask({}, aborted.signal);
    await server.silent;
    aborted.abort(new Error("enough"));
    await expect(asking).rejects.toThrow("enough");

    const waiting = new AbortController();
    server.steps.push({ status: 429, headers: { "retry-after": "60" } });
    const sleep: ServiceOptions["sleep"] = (milliseconds, signal) => {
      setImmediate(() => waiting.abort(new Error("enough of this, too")));
      return sleepFor(milliseconds, signal);
    };
    await expect(ask({ sleep }, waiting.signal)).rejects.toThrow("enough of this, too");
  });

  it("needs a key and a URL", () => {
    for (const unset of [undefined, " "]) {
      vi.stubEnv(`${service.toUpperCase()}_API_KEY`, unset);
      expect(() => openModel(service, "a-model")).toThrow(CliError);
      expect(() => openModel(service, "a-model")).toThrow(
        `no key for ${service}: set ${service.toUpperCase()}_API_KEY`,
      );
    }
    vi.stubEnv(`${service.toUpperCase()}_API_KEY`, "k");
    vi.stubEnv(`${service.toUpperCase()}_BASE_URL`, "file:///etc");
    expect(() => openModel(service, "a-model")).toThrow("is not a URL: file:///etc");
  });
});
