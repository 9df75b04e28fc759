import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inProject } from "../command/project.ts";
import { CONFIG, configOf, readEnvironment } from "./environment.ts";

const production = await configOf("");
const ENVIRONMENTS = ["", ...production.definedEnvironments];
const configs = await Promise.all(ENVIRONMENTS.map(configOf));
type Config = typeof production;

describe("an environment of wrangler.toml", () => {
  it.each([
    ["production", "ze-benchmarks", ""],
    ["staging", "ze-benchmarks-staging", "staging"],
  ])("%s is the Worker %s with a database of its own", async (name, worker, env) => {
    expect(await readEnvironment(name)).toEqual({
      ...{ name, worker, database: worker, buckets: [] },
      args: ["--config", CONFIG, "--env", env],
    });
  });

  it("is one of those that there are", async () => {
    await expect(readEnvironment("elsewhere")).rejects.toThrow("--env must be production or staging: elsewhere");
  });

  it("has every binding of the others, and shares no resource with them", () => {
    const bindingsOf = ({ d1_databases, ratelimits }: Config) =>
      [...d1_databases.map(({ binding }) => binding), ...ratelimits.map(({ name }) => name)].sort();
    const resourcesOf = ({ name, d1_databases, ratelimits }: Config) => [
      name,
      ...d1_databases.map((database) => `database ${database.database_name}`),
      ...ratelimits.map(({ namespace_id }) => namespace_id),
    ];
    for (const config of configs) expect(bindingsOf(config)).toEqual(bindingsOf(production));
    const resources = configs.flatMap(resourcesOf);
    expect(new Set(resources).size).toBe(resources.length);
  });

  it("says nothing of an account", async () => {
    expect(await readFile(CONFIG, "utf8")).not.toMatch(/account_id|database_id|\broutes?\b|zone|[0-9a-f]{32}/);
    for (const { account_id, d1_databases } of configs) {
      expect(account_id).toBeUndefined();
      for (const { database_id } of d1_databases) expect(database_id).toBeUndefined();
    }
  });
});

describe("the template of the button Deploy to Cloudflare", () => {
  const read = (file: string) => readFile(inProject(file), "utf8");

  it("describes every secret and resource that it asks for", async () => {
    const { cloudflare, scripts } = JSON.parse(await read("package.json"));
    const secrets = [...(await read(".dev.vars.example")).matchAll(/^([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    expect(secrets).toEqual(["API_SECRET_KEY"]);
    const asked = [...secrets, ...production.d1_databases.map(({ binding }) => binding)];
    for (const name of asked) expect(cloudflare.bindings[name]?.description, name).toMatch(/^[A-Z].{20,}\.$/);
    expect(scripts.deploy).toBe("node scripts/deploy.ts");
  });

  it("is what the README's button leads to", async () => {
    const readme = await read("README.md");
    expect(readme).toMatch(
      /\[!\[Deploy to Cloudflare\]\(https:\/\/deploy\.workers\.cloudflare\.com\/button\)\]\(https:\/\/deploy\.workers\.cloudflare\.com\/\?url=https:\/\/github\.com\/OWNER\/ze-benchmarks\)/,
    );
  });
});
