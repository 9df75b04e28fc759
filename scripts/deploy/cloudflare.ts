import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { runChild } from "../command/child-process.ts";
import { CliError } from "../command/cli-error.ts";
import { tellingLines, WRANGLER_ENV } from "../local/wrangler.ts";
import type { Environment } from "./environment.ts";

/** How long Cloudflare may take to answer one call of Wrangler. Uploads of large sites take longest. */
const LIMIT_MS = 900_000;

const DatabasesSchema = z.array(z.object({ name: z.string() }));
const BucketSchema = /^name:\s+(.+)$/;
const SecretsSchema = z.array(z.object({ name: z.string() }));
const DeploymentSchema = z.object({ versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })) });
const VersionSchema = z.object({ annotations: z.record(z.string(), z.string()).optional() });

/** Cloudflare's name for a version's tag. */
const TAG = "workers/tag";

interface Answer {
  code: number | null;
  out: string;
  /** What went wrong, in Wrangler's words. */
  error: string;
}

/** What is deployed, if anything is. */
export interface Deployed {
  version: string;
  /** What it was tagged with: the hash of its content. */
  tag: string | undefined;
}

/** What there is to upload. */
export interface Upload {
  /** The folder of the pages. */
  assets: string;
  tag: string;
  /** The secrets that the Worker lacks. */
  secrets: Readonly<Record<string, string>>;
}

/** An account at Cloudflare, by way of Wrangler, which knows who is logged in or what CLOUDFLARE_API_TOKEN says. */
export class Cloudflare {
  readonly #environment: Environment;
  readonly #variables: NodeJS.ProcessEnv;
  readonly #signal: AbortSignal;

  constructor(environment: Environment, variables: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#environment = environment;
    this.#variables = variables;
    this.#signal = signal;
  }

  async #ask(...args: string[]): Promise<Answer> {
    const out: string[] = [];
    const errors: string[] = [];
    const onError = tellingLines((told) => errors.push(told));
    const code = await runChild("wrangler", [...args, ...this.#environment.args], {
      variables: this.#variables,
      env: WRANGLER_ENV,
      onLine: (line, stream) => (stream === "stdout" ? out.push(line) : onError(line)),
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(LIMIT_MS)]),
    });
    this.#signal.throwIfAborted();
    const said = errors.map((line) => line.replace(/^.*\[ERROR\]\s*/, "").trim()).filter((line) => line !== "");
    return { code, out: out.join("\n"), error: said.join("\n") || out.slice(-5).join("\n") };
  }

  /** The same where a failure ends it all. */
  async #need(what: string, ...args: string[]): Promise<string> {
    const { code, out, error } = await this.#ask(...args);
    if (code === 0) return out;
    throw new CliError(`cannot ${what}: wrangler ${args[0]} ended with ${code}\n${error}`);
  }

  async #list<T>(what: string, schema: z.ZodType<T>, ...args: string[]): Promise<T> {
    return schema.parse(JSON.parse(await this.#need(what, ...args)));
  }

  /** Makes the database and the buckets that the account lacks; gives their names. */
  async provision(): Promise<string[]> {
    const { database, buckets } = this.#environment;
    const made: string[] = [];
    const databases = await this.#list("list the databases", DatabasesSchema, "d1", "list", "--json");
    if (!databases.some(({ name }) => name === database)) {
      await this.#need(`make the database ${database}`, "d1", "create", database);
      made.push(`database ${database}`);
    }
    if (buckets.length === 0) return made;
    const listed = await this.#need("list the buckets", "r2", "bucket", "list");
    const known = listed.split("\n").map((line) => BucketSchema.exec(line.trim())?.[1]);
    for (const bucket of buckets.filter((name) => !known.includes(name))) {
      await this.#need(`make the bucket ${bucket}`, "r2", "bucket", "create", bucket);
      made.push(`bucket ${bucket}`);
    }
    return made;
  }

  /** The names of the Worker's secrets; none where there is no Worker yet. */
  async secrets(): Promise<string[]> {
    const { code, out, error } = await this.#ask("secret", "list", "--format", "json");
    if (code === 0) return SecretsSchema.parse(JSON.parse(out)).map(({ name }) => name);
    if (/not found/i.test(error)) return [];
    throw new CliError(`cannot list the secrets of ${this.#environment.worker}\n${error}`);
  }

  /** What is deployed now; undefined: nothing yet. */
  async deployed(): Promise<Deployed | undefined> {
    const { code, out, error } = await this.#ask("deployments", "status", "--json");
    if (code !== 0) {
      if (/no deployments|not found|does not exist/i.test(error)) return undefined;
      throw new CliError(`cannot ask what is deployed\n${error}`);
    }
    const [main] = DeploymentSchema.parse(JSON.parse(out)).versions.sort((a, b) => b.percentage - a.percentage);
    if (!main) return undefined;
    const { version_id: version } = main;
    const { annotations } = await this.#list("read it", VersionSchema, "versions", "view", version, "--json");
    return { version, tag: annotations?.[TAG] };
  }

  /** Applies the migrations that the database lacks, and gives their names. */
  async migrate(): Promise<string[]> {
    const out = await this.#need("apply the migrations", "d1", "migrations", "apply", "DB", "--remote");
    return [...new Set(out.match(/\S+\.sql(?=.*✅)/g))];
  }

  /** Bundles the Worker into a folder, as it would be uploaded. */
  async bundle(folder: string, assets: string): Promise<void> {
    await this.#need("bundle the Worker", "deploy", "--dry-run", "--outdir", folder, "--assets", assets);
  }

  /** Uploads Worker and pages, which serve from then on. Gives the addresses that Wrangler says. */
  async upload({ assets, tag, secrets }: Upload): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), "deploy-"));
    try {
      const file = join(folder, "secrets.json");
      await writeFile(file, JSON.stringify(secrets), { mode: 0o600 });
      const withSecrets = Object.keys(secrets).length > 0 ? ["--secrets-file", file] : [];
      const args = ["--assets", assets, "--tag", tag, "--message", `content ${tag}`, ...withSecrets];
      const out = await this.#need("upload the Worker", "deploy", ...args);
      return out.split("\n").flatMap((line) => /^\s+(https:\/\/\S+)\s*$/.exec(line)?.[1] ?? []);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Has an earlier version serve again. */
  async rollBack(version: string): Promise<void> {
    await this.#need(`go back to ${version}`, "rollback", version, "--yes", "--message", "the smoke test failed");
  }
}
