import { EXAMPLE } from "../openapi/example-runs.ts";
import { MAX_RUN_BYTES } from "../runs/bulk.ts";
import { operations } from "../service/operation.ts";
import {
  ManifestPutQuerySchema,
  ManifestQuerySchema,
  ManifestSchema,
  ManifestStoredSchema,
  StatedManifestSchema,
} from "./manifest.ts";
import { ManifestExportQuerySchema, SuiteListSchema, SuiteSchema, SuitesQuerySchema } from "./suite-list.ts";

const names = { suite: { description: "The suite's name.", example: EXAMPLE.suite } };
const queryExample = { version: EXAMPLE.suiteVersion };

/** Suites, and what they consist of. */
export const suiteOperations = operations({
  putManifest: {
    method: "PUT",
    path: "/api/suites/:suite/manifest",
    tag: "Submit",
    summary: "State what a version of a suite consists of",
    description:
      "Its scenarios, tiers, scale and titles, as a whole: what is left out is not stated any more. A key may send the first manifest of a version that no other key has runs of, and later change the texts of its own; the board of a version that has runs is changed by an admin alone, with a reason, which is public.",
    names,
    query: ManifestPutQuerySchema,
    queryExample,
    scope: "submit",
    body: {
      name: "manifest",
      description: `The manifest, at most ${MAX_RUN_BYTES.toLocaleString("en")} bytes.`,
      type: "application/json",
      schema: ManifestSchema,
      maxBytes: MAX_RUN_BYTES,
      example: {
        title: "Dependency updates",
        description: "Updates of npm dependencies in small repositories.",
        scenarios: [
          { scenario: EXAMPLE.scenario, title: "An Nx monorepo", tags: { "package manager": "pnpm" } },
          { scenario: "vite-react-app", title: "A Vite app", tags: { "package manager": "npm" } },
        ],
        tiers: [{ tier: EXAMPLE.tier, meaning: "The prompt names the goal and nothing else." }],
        scale: { min: 0, max: 1 },
      },
    },
    answers: { 200: { description: "The manifest is as sent.", schema: ManifestStoredSchema } },
    problems: [409],
  },
  getManifest: {
    method: "GET",
    path: "/api/suites/:suite/manifest",
    tag: "Runs",
    summary: "Read what a version of a suite consists of",
    description: "The manifest as it was sent last, with the public decisions about it.",
    names,
    query: ManifestQuerySchema,
    queryExample,
    answers: { 200: { description: "The manifest.", schema: StatedManifestSchema } },
    problems: [404],
  },
  exportManifests: {
    method: "GET",
    path: "/api/export/manifests.ndjson",
    tag: "Export",
    summary: "Export manifests, a line of JSON each",
    description:
      "In pages, by suite and version: the headers Link and X-Next-Cursor lead to the next one. Every line is what a version of a suite consists of; npm run suites -- push takes the file and states all of them, without the decisions, which tell of what happened where they were made.",
    query: ManifestExportQuerySchema,
    queryExample: { limit: "10" },
    answers: {
      200: {
        description: "A manifest a line; the schema is that of a line.",
        schema: StatedManifestSchema,
        type: "application/x-ndjson",
        headers: ["Content-Disposition", "Link", "X-Next-Cursor"],
      },
    },
  },
  listSuites: {
    method: "GET",
    path: "/api/suites",
    tag: "Runs",
    summary: "List the suites",
    description: "Every version of every suite that has runs or a manifest, by name, in pages.",
    query: SuitesQuerySchema,
    queryExample: { limit: "10" },
    answers: {
      200: { description: "A page of versions.", schema: SuiteListSchema, headers: ["Link", "X-Next-Cursor"] },
    },
  },
  getSuite: {
    method: "GET",
    path: "/api/suites/:suite",
    tag: "Runs",
    summary: "List the versions of a suite",
    description: "Its versions that have runs or a manifest, the newest first, at most a thousand.",
    names,
    answers: { 200: { description: "The suite.", schema: SuiteSchema } },
    problems: [404],
  },
});
