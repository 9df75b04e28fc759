import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { listTexts } from "./list-texts.ts";

const FILES = ["worker", "site", "scripts"].map((folder) => `${folder}/**/*.{ts,tsx,astro}`);
const NOT_READ = /\.(?:test|spec)\.ts$|\.d\.ts$|\/testing\/|\/e2e\/|\/suites\/|\/migrations\/|\/proof\//;

it("finds what people read in code and markup, and leaves out what machines read", () => {
  const code = [
    'import x from "a b c";',
    "throw new Error(`no run is called $" + "{x}`);",
    'const type = "text/css; charset=utf-8";',
    "sql`SELECT a FROM b`;",
  ].join("\n");
  expect(listTexts(code, "a.ts")).toEqual(["no run is called {…}"]);
  const component =
    '---\nconst title = "All the suites";\n---\n\n<p class="a b">\n  Hello <b>dear reader</b> of {title}\n</p>\n<script>"not a text"</script>\n';
  expect(listTexts(component, "A.astro")).toEqual(["All the suites", "dear reader"]);
});

it("keeps every message, heading, caption and help text of the project in one file, to be read as a whole", async () => {
  const files = globSync(FILES, { cwd: inProject() })
    .filter((file) => !NOT_READ.test(file) && !file.includes("node_modules"))
    .sort();
  const sections = files.flatMap((file) => {
    const texts = listTexts(readFileSync(inProject(file), "utf8"), file);
    return texts.length === 0 ? [] : [`${file}\n${texts.map((text) => `  ${text}\n`).join("")}`];
  });
  expect(sections.length).toBeGreaterThan(100);
  await expect(sections.join("\n")).toMatchFileSnapshot("texts.txt");
});
