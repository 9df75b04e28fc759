import type { Agent } from "./agent.ts";

/** Does nothing but answer, with the prompt: what a scenario gives for nothing. */
export const echoAgent = (): Agent => ({
  prepare: async () => undefined,
  work: async ({ prompt, onUsage }) => {
    onUsage({ toolCalls: 0 });
    return prompt;
  },
});
