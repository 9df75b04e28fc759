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

/** What bundles the Worker: Wrangler runs it too. */
export const BUNDLE = ["node", "worker/bundle/write-bundle.ts"] as const;

/** What is told of sources that cannot be bundled. */
export const NO_BUNDLE = `the Worker's sources cannot be bundled: ${BUNDLE.join(" ")} says why`;

const FAILED = "Process exited with non-zero status";
const FAILED_END = "Running custom build";

/**
 * Gives what takes Wrangler's lines and passes on those that tell anything: none that is empty and none of where it keeps its log; and where
 * the sources cannot be bundled that alone, rather than Wrangler's view of the process that tried.
 */
export const tellingLines = (tell: (line: string) => unknown): ((line: string) => void) => {
  let hasFailed = false;
  return (line) => {
    if (line.includes(FAILED)) hasFailed = true;
    const isTold = !hasFailed && line.trim() !== "" && !line.includes("Logs were written to");
    if (isTold) tell(line);
    if (hasFailed && line.includes(FAILED_END)) {
      hasFailed = false;
      tell(NO_BUNDLE);
    }
  };
};
