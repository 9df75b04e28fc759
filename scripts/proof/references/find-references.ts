import ts from "typescript";

/** What a text names: paths of the project, modules by their names, npm scripts, and pages of the documentation with their sections. */
export interface References {
  paths: string[];
  modules: string[];
  scripts: string[];
  pages: { page: string; section: string | undefined }[];
}

/** A path from the project's folder; a folder ends with a slash, and globs and braces are as a shell has them. */
const PATH = /(?<![\w./@#~-])(?:worker|site|scripts|\.github|\.ci)\/[\w./@*{},[\]-]*[\w/*}\]]/g;
/** A module by its name alone, in code marks. */
const MODULE = /`([\w-]+\.(?:tsx?|astro|mjs|toml))`/g;
const NPM_RUN = /\bnpm run (?:--silent )?([a-z][\w:-]*)/g;
const PAGE = /(?<![\w.])\/docs\/([a-z-]+)\/(?:#([\w-]+))?/g;

/** What a page of Markdown, or any other text, names. */
export const findReferences = (text: string): References => ({
  paths: [...new Set(Array.from(text.matchAll(PATH), ([path]) => path))],
  modules: Array.from(text.matchAll(MODULE), ([, name = ""]) => name),
  scripts: [...new Set(Array.from(text.matchAll(NPM_RUN), ([, name]) => name ?? ""))],
  pages: Array.from(text.matchAll(PAGE), ([, page = "", section]) => ({ page, section })),
});

/** All comments of a TypeScript source, or of an Astro component as a whole, as one text. */
export const commentsOf = (file: string, text: string): string => {
  if (!/\.tsx?$/.test(file))
    return Array.from(text.matchAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm), ([comment]) => comment).join(
      "\n",
    );
  const variant = file.endsWith("x") ? ts.LanguageVariant.JSX : ts.LanguageVariant.Standard;
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    variant === ts.LanguageVariant.JSX ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const comments = new Set<string>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.end) ?? []),
    ];
    for (const { pos, end } of ranges) comments.add(text.slice(pos, end));
    ts.forEachChild(node, visit);
  };
  visit(source);
  visit(source.endOfFileToken);
  return [...comments].join("\n");
};

/** The sections of a page, as links name them. */
export const sectionsOf = (markdown: string): string[] =>
  Array.from(markdown.matchAll(/^#{2,6} (.+)$/gm), ([, heading = ""]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
