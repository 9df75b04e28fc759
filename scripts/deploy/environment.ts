import * as z from "zod";
import { requireOneOf } from "../command/one-of.ts";
import { inProject } from "../command/project.ts";

/** Where wrangler.toml says all of a deployment but what an account has. */
export const CONFIG = inProject("wrangler.toml");

/** The environment that the top of wrangler.toml is. */
export const PRODUCTION = "production";

const ConfigSchema = z.object({
  name: z.string(),
  account_id: z.string().optional(),
  definedEnvironments: z.array(z.string()).default([]),
  d1_databases: z.tuple([
    z.object({ binding: z.string(), database_name: z.string(), database_id: z.string().optional() }),
  ]),
  r2_buckets: z.array(z.object({ binding: z.string(), bucket_name: z.string() })).default([]),
  ratelimits: z.array(z.object({ name: z.string(), namespace_id: z.string() })).default([]),
});

/** What wrangler.toml says of an environment, as far as a deployment asks; "" is its top. */
export const configOf = async (env: string): Promise<z.infer<typeof ConfigSchema>> => {
  // It takes a second to load.
  const { unstable_readConfig: readConfig } = await import("wrangler");
  return ConfigSchema.parse(readConfig({ config: CONFIG, env }, { hideWarnings: true }));
};

/** An environment to deploy. */
export interface Environment {
  /** What it is called: production, or as wrangler.toml has it. */
  name: string;
  /** How Wrangler is told of it. */
  args: readonly string[];
  /** The Worker's name. */
  worker: string;
  /** The name of its database. */
  database: string;
  /** The names of its buckets. */
  buckets: readonly string[];
}

/** The environment of a name. UsageError if there is none, with those that there are. */
export const readEnvironment = async (name: string): Promise<Environment> => {
  const names = [PRODUCTION, ...(await configOf("")).definedEnvironments];
  requireOneOf("--env", name, names);
  const env = name === PRODUCTION ? "" : name;
  const { name: worker, d1_databases, r2_buckets } = await configOf(env);
  return {
    name,
    args: ["--config", CONFIG, "--env", env],
    worker,
    database: d1_databases[0].database_name,
    buckets: r2_buckets.map(({ bucket_name }) => bucket_name),
  };
};
