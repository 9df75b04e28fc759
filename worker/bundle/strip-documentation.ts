import { type ESTree, parseSync, Visitor } from "rolldown/utils";

/** What operations say about themselves, for the OpenAPI document and the page of the API alone. */
const SAID = new Set(["tag", "summary", "description", "names", "example", "queryExample"]);

/**
 * A module of the contract without what only the OpenAPI document needs, which is a file that a test records: the calls of `.describe(…)`,
 * the meanings in its lists of measures and outcomes, what operations say about themselves, and the schemas of their answers, which clients
 * alone check. Each line keeps its number. Throws for a source that does not parse.
 */
export const stripDocumentation = (source: string, file: string): string => {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const cuts: Cut[] = [];
  /** The calls of `operations({…})`, and the lists of answers in them, that the walk is in. */
  const within: ESTree.Node[] = [];
  const leave = (node: ESTree.Node) => {
    if (within.at(-1) === node) within.pop();
  };
  const visitor = new Visitor({
    CallExpression: (call) => {
      const { callee } = call;
      if (callee.type === "Identifier" && callee.name === "operations") within.push(call);
      if (callee.type === "MemberExpression" && isNamed(callee.property, "describe"))
        cuts.push([callee.object.end, call.end]);
    },
    "CallExpression:exit": leave,
    Property: (property) => {
      const [isOperation, isAnswer] = [within.length > 0, within.length > 1];
      const isSaidOf = isOperation && (isSaid(property.key) || (isAnswer && isNamed(property.key, "schema")));
      if (isSaidOf || (isNamed(property.key, "meaning") && property.value.type === "Literal"))
        cuts.push([property.start, afterComma(source, property.end)]);
      if (isOperation && isNamed(property.key, "answers")) within.push(property);
    },
    "Property:exit": leave,
  });
  visitor.visit(program);
  return without(source, cuts);
};

type Cut = [start: number, end: number];

const isNamed = (node: ESTree.Node, name: string): boolean => node.type === "Identifier" && node.name === name;

const isSaid = (node: ESTree.Node): boolean => node.type === "Identifier" && SAID.has(node.name);

const afterComma = (source: string, end: number): number => end + (/^\s*,/.exec(source.slice(end))?.[0].length ?? 0);

/** A text without some of its parts, which may lie in each other, but with all of its line breaks. */
const without = (source: string, cuts: readonly Cut[]): string => {
  let kept = "";
  let position = 0;
  for (const [start, end] of cuts.toSorted(([a], [b]) => a - b)) {
    if (end <= position) continue;
    kept += source.slice(position, start) + source.slice(start, end).replace(/[^\n]/g, "");
    position = end;
  }
  return kept + source.slice(position);
};
