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

const FAILED = "Build failed with 1 error";
/** A file of Wrangler's own: when its configuration changes it removes the file a moment before it ceases to watch it. */
const OWN_FILE = "middleware-loader.entry.ts";

/**
 * Gives what takes Wrangler's lines and passes on those that tell anything: none that is empty, none of where it keeps its log, and none of
 * a build that failed for the lack of a file of its own, which it makes anew at once.
 */
export const tellingLines = (tell: (line: string) => unknown): ((line: string) => void) => {
  let held: string | undefined;
  return (line) => {
    if (line.trim() === "" || line.includes("Logs were written to")) return;
    const failed = held;
    held = undefined;
    if (failed !== undefined && line.includes(OWN_FILE)) return;
    if (failed !== undefined) tell(failed);
    if (line.includes(FAILED)) held = line;
    else tell(line);
  };
};
