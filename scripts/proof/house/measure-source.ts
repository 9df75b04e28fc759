import ts from "typescript";

/** A long function: where it starts, and its lines. */
interface LongFunction {
  line: number;
  lines: number;
}

export interface SourceFigures {
  lines: number;
  longFunctions: LongFunction[];
  /** Where a type is claimed with `as`, but for `as const`: the lines. */
  casts: number[];
  /** Comments that are wider than COMMENT_WIDTH: the lines. */
  wideComments: number[];
}

/** Lines that a function may have. */
export const FUNCTION_LINES = 50;

/** Characters that a line of a comment may have; the formatter leaves comments as they are. */
export const COMMENT_WIDTH = 150;

const COMMENT = /^\s*(?:\/\/|\/?\*)/;

const wideCommentsIn = (text: string): number[] =>
  text.split("\n").flatMap((line, place) => (line.length > COMMENT_WIDTH && COMMENT.test(line) ? [place + 1] : []));

/** The figures of a source; of an Astro component, what stands between its fences is read as code. */
export const measureSource = (file: string, text: string): SourceFigures => {
  const figures: SourceFigures = {
    lines: text.split("\n").length - 1,
    longFunctions: [],
    casts: [],
    wideComments: wideCommentsIn(text),
  };
  const fences = file.endsWith(".astro") ? /^---\n([\s\S]*?)\n---/.exec(text) : undefined;
  const code = fences === undefined ? text : `\n${fences?.[1] ?? ""}`;
  const kind = file.endsWith(".tsx") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, kind);
  const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart(source));
    if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) figures.casts.push(line);
    const lines = lineOf(node.end) - line + 1;
    if (ts.isFunctionLike(node) && "body" in node && lines > FUNCTION_LINES)
      figures.longFunctions.push({ line, lines });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return figures;
};

/** The value that a share of sorted numbers does not exceed. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
