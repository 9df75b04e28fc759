import ts from "typescript";
import type { Change } from "./change.ts";
import { isFunction } from "./find-changes.ts";

/** A piece of text put in at a place. Of those at the same place the outer one opens first and closes last. */
interface Insertion {
  at: number;
  text: string;
  /** The length of what it goes around: the longer, the further out. */
  span: number;
  closes: boolean;
}

/**
 * The source with all of its changes in it, each behind a switch of its own, so that one file, loaded once, can be tried with each of
 * them: `__on(N)` is whether change N is in force, `__reach("NAME:START")` notes that the function which starts there runs, and `__turn()`
 * counts the turns of loops, of which a change may make too many. The change at position I of the list has the number `first` + I.
 */
export const instrument = (name: string, text: string, changes: readonly Change[], first = 1): string => {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const insertions: Insertion[] = [...switchesOf(text, changes, first)];
  const visit = (node: ts.Node): void => {
    if (isFunction(node))
      insertions.push(
        ...noticed(node.body, `__reach(${JSON.stringify(placeOf(name, node.getStart(source)))})`, source),
      );
    if (ts.isIterationStatement(node, false)) insertions.push(...noticed(node.statement, "__turn()", source));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return insert(text, insertions);
};

/** How a function is told apart from all others: by its file's name and where it starts. */
export const placeOf = (name: string, start: number): string => `${name}:${start}`;

/** Around each changed expression: its changes, each with its switch, and then itself. */
function* switchesOf(file: string, changes: readonly Change[], first: number): Generator<Insertion> {
  for (const [position, change] of changes.entries()) {
    const { start, end } = change.host;
    const changed = file.slice(start, change.start) + change.to + file.slice(change.end, end);
    const isStatement = change.kind === "call" && change.to === "undefined";
    const number = first + position;
    const [opening, closing] = isStatement
      ? [`{ if (!__on(${number})) `, " }"]
      : [`(__on(${number}) ? (${changed}) : (`, "))"];
    yield { at: start, text: opening, span: end - start, closes: false };
    yield { at: end, text: closing, span: end - start, closes: true };
  }
}

/** A call at the start of a body: before its first statement, or before the expression that it is. */
function* noticed(body: ts.Node, call: string, source: ts.SourceFile): Generator<Insertion> {
  const start = body.getStart(source);
  const span = body.end - start;
  if (ts.isBlock(body)) yield { at: start + 1, text: `${call};`, span, closes: false };
  else {
    const [opening, closing] = ts.isStatement(body) ? [`{ ${call}; `, " }"] : [`(${call}, (`, "))"];
    // It goes around the switch of an expression that fills the same place.
    yield { at: start, text: opening, span: span + 0.5, closes: false };
    yield { at: body.end, text: closing, span: span + 0.5, closes: true };
  }
}

const insert = (text: string, insertions: readonly Insertion[]): string => {
  const order = insertions
    .map((insertion, position) => ({ ...insertion, position }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        Number(b.closes) - Number(a.closes) ||
        (a.closes ? a.span - b.span : b.span - a.span) ||
        a.position - b.position,
    );
  let result = "";
  let from = 0;
  for (const { at, text: inserted } of order) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
};
