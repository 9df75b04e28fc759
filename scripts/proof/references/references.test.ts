import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { inProject, PROJECT } from "../../command/project.ts";
import { isTest, listSources } from "../sources/list-sources.ts";
import { commentsOf, findReferences, sectionsOf } from "./find-references.ts";

const PAGES = globSync(["*.md", ".github/**/*.md", "site/content/docs/**/*.md"], { cwd: PROJECT });
const SOURCES = listSources().filter((file) => !isTest(file));
const MODULES = new Set(
  [...listSources(), ...globSync("*.{ts,mjs,toml}", { cwd: PROJECT })].map((file) => basename(file)),
);
const { scripts } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as { scripts: Record<string, string> };

/** The page that is made from the contract, whose sections are its operations. */
const MADE_PAGES = ["api", "embedding", "how-to-read"];

const read = (file: string) => readFileSync(inProject(file), "utf8");
/** What stands for a name of the reader's own, such as NAME or my-format.ts. */
const isExample = (path: string) => /(?:^|[/.-])(?:my-|[A-Z]{2,})/.test(path);
const exists = (path: string) => existsSync(inProject(path)) || globSync(path, { cwd: PROJECT }).length > 0;

/** The tests that a table names, each by its file and its title. */
const testsOf = (text: string) =>
  Array.from(text.matchAll(/`([\w./-]+\.test\.ts)`: (.+) \|$/gm), ([, file = "", title = ""]) => ({ file, title }));

const texts = [
  ...PAGES.map((file) => [file, read(file)] as const),
  ...SOURCES.map((file) => [file, commentsOf(file, read(file))] as const),
];

describe("pages and comments", () => {
  it("name only files and folders that exist", () => {
    const gone = texts.flatMap(([file, text]) =>
      findReferences(text)
        .paths.filter((path) => !isExample(path) && !exists(path))
        .map((path) => `${file} names ${path}`),
    );
    expect(gone).toEqual([]);
  });

  it("name only modules that exist", () => {
    const gone = texts.flatMap(([file, text]) =>
      findReferences(text)
        .modules.filter((name) => !isExample(name) && !MODULES.has(name))
        .map((name) => `${file} names ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it("name only commands that package.json knows", () => {
    const all = [...texts, ...SOURCES.map((file) => [file, read(file)] as const)];
    const unknown = all.flatMap(([file, text]) =>
      findReferences(text)
        .scripts.filter((name) => scripts[name] === undefined)
        .map((name) => `${file} names npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it("name only tests that there are", () => {
    const named = testsOf(read(".github/CONTRIBUTING.md"));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter(({ file, title }) => !read(file).includes(`(${JSON.stringify(title)}`))).toEqual([]);
  });

  it("link only to pages and sections of the documentation that exist", () => {
    const broken = [...PAGES, ...SOURCES].flatMap((file) =>
      findReferences(read(file))
        .pages.filter(({ page, section }) => {
          const path = `site/content/docs/${page}.md`;
          if (MADE_PAGES.includes(page)) return false;
          return !existsSync(inProject(path)) || (section !== undefined && !sectionsOf(read(path)).includes(section));
        })
        .map(({ page, section = "" }) => `${file} links to /docs/${page}/${section}`),
    );
    expect(broken).toEqual([]);
  });

  it("link only to files beside them, and to sections of their own, that exist", () => {
    const broken = PAGES.flatMap((file) =>
      Array.from(read(file).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target)
        .filter((target) => !/^(?:[a-z]+:|\/)/.test(target))
        .filter((target) => {
          const [path = "", section] = target.split("#");
          const to = path === "" ? file : join(dirname(file), path);
          return !existsSync(inProject(to)) || (section !== undefined && !sectionsOf(read(to)).includes(section));
        })
        .map((target) => `${file} links to ${target}`),
    );
    expect(broken).toEqual([]);
  });
});

describe("findReferences", () => {
  it("finds paths, commands and pages", () => {
    const text =
      "See worker/db/keys.ts, `tables.ts`, `scripts/*.ts` and site/pages/. Run `npm run house` ([why](/docs/methodology/#ranks)); not x/site/pages.";
    expect(findReferences(text)).toEqual({
      modules: ["tables.ts"],
      paths: ["worker/db/keys.ts", "scripts/*.ts", "site/pages/"],
      scripts: ["house"],
      pages: [{ page: "methodology", section: "ranks" }],
    });
  });

  it("reads comments and no code", () => {
    expect(commentsOf("a.ts", 'const a = "worker/gone.ts"; // site/here\n/** scripts/there */\nconst b = 1;')).toBe(
      "// site/here\n/** scripts/there */",
    );
    expect(commentsOf("A.astro", "---\n// site/here\nconst a = 'worker/gone.ts';\n---\n<!-- scripts/there -->")).toBe(
      "// site/here\n<!-- scripts/there -->",
    );
  });

  it("names sections as links do", () => {
    expect(sectionsOf("# Title\n## Snapshot and recomputing\n### What `npm test` does: *all*")).toEqual([
      "snapshot-and-recomputing",
      "what-npm-test-does-all",
    ]);
  });
});
