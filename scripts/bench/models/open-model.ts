import { anthropicModel } from "./anthropic.ts";
import type { ServiceOptions } from "./ask-service.ts";
import type { ChatModel } from "./chat-model.ts";
import { requireService, type Service } from "./connection.ts";
import { openRouterModel } from "./openrouter.ts";

/** A model behind a service, with the key and the address that the environment has. CliError: there is no key. */
export const openModel = (
  service: Service,
  model: string,
  { env, ...options }: ServiceOptions & { env?: NodeJS.ProcessEnv | undefined } = {},
): ChatModel => {
  const connection = { ...requireService(service, env), model };
  return service === "anthropic" ? anthropicModel(connection, options) : openRouterModel(connection, options);
};
