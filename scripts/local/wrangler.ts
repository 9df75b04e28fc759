import { inProject } from "../command/project.ts";

/** What keeps wrangler quiet, off the network, and its files within the project. */
export const WRANGLER_ENV = {
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  FORCE_COLOR: "0",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG_PATH: inProject(".wrangler", "logs"),
  WRANGLER_REGISTRY_PATH: inProject(".wrangler", "registry"),
  WRANGLER_SEND_METRICS: "false",
};

/** Whether a line of wrangler's output tells anything: not empty, and not where it keeps its log. */
export const isTelling = (line: string): boolean => line.trim() !== "" && !line.includes("Logs were written to");
