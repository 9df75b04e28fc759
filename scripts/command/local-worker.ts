import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { inProject } from "./project.ts";
import { codeOf } from "./thrown.ts";

/** Where `npm start` has the Worker listen. */
export const DEFAULT_PORT = 8787;
export const DEFAULT_URL = `http://localhost:${DEFAULT_PORT}`;

const LOCAL_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The key that a Worker of this project has on somebody's own machine, unless its .dev.vars says otherwise. */
const LOCAL_KEY = "dev-local-key";

/**
 * The key of a Worker that `wrangler dev` runs here: it reads .dev.vars. Undefined if that file names none; the usual one where there is no such
 * file, as where the client's package is installed.
 */
export const localKey = (): string | undefined => {
  try {
    return parseEnv(readFileSync(inProject(".dev.vars"), "utf8"))["API_SECRET_KEY"];
  } catch (error) {
    if (codeOf(error) === "ENOENT") return LOCAL_KEY;
    throw error;
  }
};

/** The key to write with: the environment's, else for a Worker on this machine the one of local development. */
export const keyFor = (url: string, env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env["ZE_BENCHMARKS_API_KEY"] || (LOCAL_HOSTS.has(new URL(url).hostname) ? localKey() : undefined);
