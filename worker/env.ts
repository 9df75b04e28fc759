import type { RateLimits } from "./http/rate-limit.ts";
import type { Site } from "./http/site-files.ts";

/** What the platform hands to the Worker: see wrangler.toml. */
export interface Env extends RateLimits, Site {
  DB: D1Database;
  /** The key that writes need; a secret. Without it every write is refused. */
  API_SECRET_KEY?: string;
  /** Where frozen snapshots are kept; without it the site alone keeps the last ones. */
  SNAPSHOTS?: R2Bucket;
}
