import * as z from "zod";
import { CliError } from "../../command/cli-error.ts";

/** The services that a model can be asked through. */
export const ServiceSchema = z.enum(["anthropic", "openrouter"]);
export type Service = z.infer<typeof ServiceSchema>;

/** Where a model is, and what opens the door. */
export interface Connection {
  /** The service's address, without a slash at its end. */
  url: string;
  key: string;
  model: string;
}

/** Of each service: the variables that hold its key and another address, and its usual one. */
const SERVICES = {
  anthropic: { key: "ANTHROPIC_API_KEY", url: "ANTHROPIC_BASE_URL", usual: "https://api.anthropic.com" },
  openrouter: { key: "OPENROUTER_API_KEY", url: "OPENROUTER_BASE_URL", usual: "https://openrouter.ai/api/v1" },
} as const satisfies Record<Service, object>;

/** The key and the address of a service, as the environment has them. CliError: there is no key, or the address is none. */
export const requireService = (service: Service, env: NodeJS.ProcessEnv = process.env): Omit<Connection, "model"> => {
  const names = SERVICES[service];
  const key = env[names.key]?.trim();
  if (!key) throw new CliError(`no key for ${service}: set ${names.key}`);
  const url = env[names.url]?.trim() || names.usual;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw new CliError(`${names.url} is not a URL: ${url}`);
  return { url: url.replace(/\/+$/, ""), key };
};
