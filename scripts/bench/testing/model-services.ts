import { ANTHROPIC_KEY, anthropicFailure, startAnthropicServer } from "./anthropic-server.ts";
import type { ModelServer } from "./model-server.ts";
import { OPENROUTER_KEY, openRouterFailure, startOpenRouterServer } from "./openrouter-server.ts";

/** Every service with what tests of all of them need: its name for people, its server, and how it words an error. */
export const MODEL_SERVICES = [
  { service: "anthropic", name: "Anthropic", start: startAnthropicServer, failure: anthropicFailure },
  { service: "openrouter", name: "OpenRouter", start: startOpenRouterServer, failure: openRouterFailure },
] as const;

/** The environment in which services are asked at these servers' addresses. */
export const variablesFor = ({ url }: Pick<ModelServer, "url">): Record<string, string> => ({
  ANTHROPIC_API_KEY: ANTHROPIC_KEY,
  ANTHROPIC_BASE_URL: url,
  OPENROUTER_API_KEY: OPENROUTER_KEY,
  OPENROUTER_BASE_URL: `${url}/api/v1/`,
});
