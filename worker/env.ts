import type { RateLimits } from "./http/rate-limit.ts";

/** What the platform hands to the Worker: see wrangler.toml. */
export interface Env extends RateLimits {
  DB: D1Database;
  ASSETS: Fetcher;
  /** The key that writes need; a secret. Without it every write is refused. */
  API_SECRET_KEY?: string;
}
