import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { fingerprintOf } from "./fingerprint.ts";

type Files = Record<string, string>;

const PROJECT: Files = {
  "astro.config.mjs": "export default {};",
  "node_modules/.package-lock.json": '{"packages":{}}',
  "site/pages/index.astro": "<h1>Suites</h1>",
  "site/content/catalogue/site.yaml": "name: Somewhere",
  "site/public/favicon.svg": "<svg/>",
  "worker/contract/run.ts": "export const run = 1;",
  "worker/words/run.ts": "",
  "worker/statistics/mean.ts": "",
  "worker/client/ask.ts": "",
};

const fingerprint = (changed: Files = {}, environment: NodeJS.ProcessEnv = {}) => {
  const root = mkdtempSync(join(tmpdir(), "fingerprint é-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...PROJECT, ...changed })) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return fingerprintOf(root, environment);
};

it.each<[string, Files]>([
  ["a page", { "site/pages/index.astro": "<h1>All suites</h1>" }],
  ["a new page", { "site/pages/more.astro": "" }],
  ["the catalogue", { "site/content/catalogue/site.yaml": "name: Elsewhere" }],
  ["a file that is copied", { "site/public/favicon.svg": "<svg></svg>" }],
  ["what pages share with the Worker", { "worker/contract/run.ts": "export const run = 2;" }],
  ["a setting", { "astro.config.mjs": "export default { base: '/sub/' };" }],
  ["a package", { "node_modules/.package-lock.json": '{"packages":{"d3":{}}}' }],
  ["a file of variables", { ".env": "PUBLIC_API_URL=https://api.example.org" }],
  ["what two files have in common", { "worker/contract/run.ts": "", "worker/words/run.ts": "export const run = 1;" }],
])("is another after a change of %s", (_, changed) => {
  expect(fingerprint(changed)).not.toBe(fingerprint());
});

it.each(["PUBLIC_API_URL", "PUBLIC_SITE_URL", "ZE_BENCHMARKS_WITHOUT", "NODE_ENV"])(
  "is another for another %s",
  (name) => {
    expect(fingerprint({}, { [name]: "b" })).not.toBe(fingerprint({}, { [name]: "a" }));
    expect(fingerprint({}, { [name]: "a" })).not.toBe(fingerprint());
  },
);

it.each<[string, Files]>([
  ["a test", { "site/kept/pack.test.ts": "" }],
  ["a browser test", { "site/e2e/board.spec.ts": "" }],
  ["the Worker's own code", { "worker/http/answer.ts": "" }],
  ["a command", { "scripts/build.ts": "" }],
])("is the same after a change of %s, of which no page is made", (_, changed) => {
  expect(fingerprint(changed)).toBe(fingerprint());
});

it("is the same wherever the project and its snapshot are, whatever the order of the variables", () => {
  const environment = { PUBLIC_API_URL: "a", PUBLIC_SITE_URL: "b", ZE_BENCHMARKS_SNAPSHOT: "/tmp/one", HOME: "/root" };
  const other = { ZE_BENCHMARKS_SNAPSHOT: "/tmp/two", PUBLIC_SITE_URL: "b", PUBLIC_API_URL: "a" };
  expect(fingerprint({}, other)).toBe(fingerprint({}, environment));
});
