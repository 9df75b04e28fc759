import ts from "typescript";

/** Strings that nobody reads as a sentence: SQL, CSS, selectors, types of content, addresses. */
const MACHINE_TEXT =
  /^\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|WITH|iif\(|CAST\(|r\.|json_|--?[a-z]|[.#][\w-]|https?:|[a-z]+\/[a-z])|=>|^[\w-]+\/[\w.+-]+;|\/\*/;

/** Whether a text is one that a person reads: a few words at least. */
const isRead = (text: string): boolean => /\p{L}{2,}[,.:;]? \p{L}/u.test(text) && !MACHINE_TEXT.test(text);

const tidy = (text: string): string => text.replace(/\s+/g, " ").trim();

const templateText = (node: ts.TemplateExpression): string =>
  node.head.text + node.templateSpans.map(({ literal }) => `{…}${literal.text}`).join("");

const textOf = (node: ts.Node): string | undefined => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node)) return node.text;
  return ts.isTemplateExpression(node) ? templateText(node) : undefined;
};

/** The texts of a TypeScript source that people read, in its order: messages, help, headings, descriptions. A value in one is {…}. */
const textsOfSource = (source: string, name: string): string[] => {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTaggedTemplateExpression(node)) return;
    const text = textOf(node);
    if (text !== undefined && isRead(text)) texts.push(tidy(text));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, false));
  return texts;
};

/** The texts of an Astro component: of its script, then of its template, whose markup is JSX but for a few signs. */
const textsOfComponent = (source: string, name: string): string[] => {
  const [, script = "", template = source] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  const markup = template.replace(/<!doctype[^>]*>|<(script|style)\b.*?<\/\1>|<!--.*?-->/gis, "");
  return [
    ...textsOfSource(script, `${name}.ts`),
    ...textsOfSource(`<>${markup.replace(/<(meta|link|br|input)\b([^>]*[^/])>/g, "<$1$2/>")}</>`, `${name}.tsx`),
  ];
};

/** The texts of a source file that people read, by the ending of its name. */
export const listTexts = (source: string, name: string): string[] =>
  name.endsWith(".astro") ? textsOfComponent(source, name) : textsOfSource(source, name);
