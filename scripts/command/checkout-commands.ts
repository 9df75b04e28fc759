import type { Listed } from "./dispatch.ts";

/** The commands that work on a checkout of the project. */
export const CHECKOUT_COMMANDS: readonly Listed[] = [
  { name: "start", summary: "runs database, Worker and site on this machine", load: () => import("../start.ts") },
  { name: "dev", summary: "runs the Worker and Astro's development server", load: () => import("../dev.ts") },
  { name: "build", summary: "builds the site from a Worker's snapshot", load: () => import("../build.ts") },
  { name: "publish", summary: "builds, checks and deploys the site", load: () => import("../publish.ts") },
  { name: "deploy", summary: "deploys Worker and pages to Cloudflare", load: () => import("../deploy.ts") },
  { name: "rollback", summary: "publishes an earlier snapshot again", load: () => import("../rollback.ts") },
  { name: "changes", summary: "says what moved between two snapshots", load: () => import("../changes.ts") },
  { name: "gate", summary: "says whether a batch is a regression", load: () => import("../gate.ts") },
  { name: "verify", summary: "recomputes what a site publishes", load: () => import("../verify.ts") },
  {
    name: "bench",
    summary: "has agents work on scenarios, and submits what they score",
    load: () => import("../bench.ts"),
  },
  {
    name: "catalogue",
    summary: "lists names of models and agents that look alike",
    load: () => import("../catalogue.ts"),
  },
  { name: "suites", summary: "shows and states what suites consist of", load: () => import("../suites.ts") },
  { name: "test", summary: "runs the tests", load: () => import("../test.ts") },
  { name: "check", summary: "checks format, lint, types and unused code", load: () => import("../check.ts") },
  { name: "house", summary: "measures the sources", load: () => import("../house.ts") },
  {
    name: "pack:client",
    summary: "makes a package of the client, for harnesses elsewhere",
    load: () => import("../pack-client.ts"),
  },
  { name: "recount", summary: "compares built pages with a count of the runs", load: () => import("../recount.ts") },
  { name: "perf", summary: "measures what the project promises", load: () => import("../perf.ts") },
  {
    name: "faults",
    summary: "kills a Worker under load, and checks that nothing is lost",
    load: () => import("../faults.ts"),
  },
  { name: "proof:loop", summary: "goes once around the publishing loop", load: () => import("../proof-loop.ts") },
  {
    name: "mutants",
    summary: "tries the tests with small changes of the sources",
    load: () => import("../mutants.ts"),
  },
  {
    name: "coverage",
    summary: "tries by simulation what the statistics promise",
    load: () => import("../coverage.ts"),
  },
  { name: "backup", summary: "writes everything that a Worker has to a file", load: () => import("../backup.ts") },
  { name: "restore", summary: "brings a backup back into an empty database", load: () => import("../restore.ts") },
  { name: "db:migrate:local", summary: "brings the local database up to date", load: () => import("../migrate.ts") },
];
