import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { circlesIn, distancesFrom, readImports } from "./import-graph.ts";
import { isTest, listSources } from "./list-sources.ts";

const FILES = {
  "package.json": JSON.stringify({ imports: { "#words/*": "./worker/words/*" } }),
  "worker/words/names.ts": 'export const name = "x";',
  "worker/words/names.test.ts": 'import { name } from "./names.ts";',
  "site/a.ts": 'import { b } from "./b.ts"; import "zod"; export const a = b;',
  "site/b.ts": 'import type { C } from "./islands/c.tsx"; export { name } from "#words/names.ts";',
  "site/islands/c.tsx": 'export const C = () => import("../a.ts");',
  "site/Page.astro": '---\nimport { a } from "./a.ts";\n---\n<p>{a}</p>\n<script>import "./islands/c.tsx";</script>\n',
  "scripts/suites/letters/one/fixture/x.ts": 'import "./y.ts";',
  "scripts/notes.md": "",
};

const makeFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "import-graph-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  return folder;
};

it("finds the imports of modules and components, by path and by alias, and the circles among them", async () => {
  const folder = await makeFolder();
  const sources = listSources(folder);
  expect(sources).toEqual([
    "site/Page.astro",
    "site/a.ts",
    "site/b.ts",
    "site/islands/c.tsx",
    "worker/words/names.test.ts",
    "worker/words/names.ts",
  ]);
  expect(sources.filter(isTest)).toEqual(["worker/words/names.test.ts"]);
  const graph = readImports(folder, sources);
  expect(Object.fromEntries(graph)).toEqual({
    "site/Page.astro": ["site/a.ts", "site/islands/c.tsx"],
    "site/a.ts": ["site/b.ts"],
    "site/b.ts": ["site/islands/c.tsx", "worker/words/names.ts"],
    "site/islands/c.tsx": ["site/a.ts"],
    "worker/words/names.test.ts": ["worker/words/names.ts"],
    "worker/words/names.ts": [],
  });
  expect(circlesIn(graph)).toEqual([["site/a.ts", "site/b.ts", "site/islands/c.tsx"]]);
  expect(distancesFrom(graph, "site/Page.astro").get("worker/words/names.ts")).toBe(3);
});
