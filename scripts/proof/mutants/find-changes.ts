import ts from "typescript";
import type { Change } from "./change.ts";
import { isSql, LEFT_OUT, METHODS, OPERATORS } from "./replacements.ts";

type Kind = Change["kind"];
/** A change of an expression: what becomes of which part of it. */
type Found = readonly [kind: Kind, part: { start: number; end: number }, to: string];

/**
 * All the changes of a source file that are tried, one at a time: an operator, a literal, a condition, what is returned, or a call that
 * is left out. In the order of the text. Types, imports, names of properties and SQL stay as they are.
 */
export const findChanges = (text: string): Change[] => {
  const source = ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
  const changes: Change[] = [];
  const visit = (node: ts.Node, inFunction: number | undefined): void => {
    if (isLeftAlone(node)) return;
    const within = isFunction(node) ? node.getStart(source) : inFunction;
    for (const [kind, part, to] of changesOf(node, source)) {
      const host = { start: node.getStart(source), end: node.end };
      const line = source.getLineAndCharacterOfPosition(part.start).line + 1;
      const shown = `${inOneLine(text.slice(part.start, part.end))} → ${inOneLine(to)}`;
      changes.push({ kind, ...part, to, host, inFunction, line, shown });
    }
    ts.forEachChild(node, (child) => visit(child, within));
  };
  visit(source, undefined);
  return changes.sort((a, b) => a.start - b.start || a.end - b.end);
};

/** A function whose run can be noticed: one with a body. */
export const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration & { body: ts.ConciseBody } =>
  ts.isFunctionLike(node) && "body" in node && node.body !== undefined;

/** What holds nothing that runs, and what a switch cannot stand in: types, imports, SQL. */
const isLeftAlone = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  (ts.isTaggedTemplateExpression(node) && node.tag.getText().startsWith("sql")) ||
  (ts.isTemplateExpression(node) && isSql(node.getText()));

function* changesOf(node: ts.Node, source: ts.SourceFile): Generator<Found> {
  const whole = partOf(node, source);
  if (ts.isExpressionStatement(node)) {
    if (isEffect(node.expression)) yield ["call", partOf(node.expression, source), "undefined"];
  } else if (ts.isExpression(node) && !isAssigned(node)) {
    yield* literalChanges(node, whole);
    yield* operatorChanges(node, source);
    yield* callChanges(node, source);
    if (isCondition(node)) {
      yield ["condition", whole, "true"];
      yield ["condition", whole, "false"];
    }
    if (isReturned(node)) yield ["return", whole, "undefined"];
  }
}

const partOf = (node: ts.Node, source: ts.SourceFile) => ({ start: node.getStart(source), end: node.end });

function* literalChanges(node: ts.Expression, whole: { start: number; end: number }): Generator<Found> {
  if (isName(node)) return;
  if (ts.isNumericLiteral(node)) {
    yield ["literal", whole, node.text === "0" ? "1" : node.text === "1" ? "0" : `(${node.getText()} + 1)`];
  } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
    if (!isSql(node.text)) yield ["literal", whole, node.text === "" ? '"changed"' : '""'];
  } else if (ts.isTemplateExpression(node)) yield ["literal", whole, '""'];
  else if (node.kind === ts.SyntaxKind.TrueKeyword) yield ["literal", whole, "false"];
  else if (node.kind === ts.SyntaxKind.FalseKeyword) yield ["literal", whole, "true"];
  else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) yield ["literal", whole, "[]"];
  else if (ts.isRegularExpressionLiteral(node)) {
    const loosened = node.text.replace(/^\/\^/, "/").replace(/(?<!\\)\$(?=\/[a-z]*$)/, "");
    if (loosened !== node.text) yield ["literal", whole, loosened];
  }
}

function* operatorChanges(node: ts.Expression, source: ts.SourceFile): Generator<Found> {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken;
    const other = OPERATORS.get(operator.kind);
    if (other !== undefined) yield ["operator", partOf(operator, source), other];
    // The left side never counts; the right side, if nothing ever takes it, is often there for the types alone.
    if (operator.kind === ts.SyntaxKind.QuestionQuestionToken) {
      yield ["operator", partOf(node, source), node.right.getText(source)];
    }
  } else if (ts.isPrefixUnaryExpression(node)) {
    const operand = node.operand.getText(source);
    const { operator } = node;
    if (operator === ts.SyntaxKind.ExclamationToken) yield ["operator", partOf(node, source), `(${operand})`];
    if (operator === ts.SyntaxKind.MinusToken) yield ["operator", partOf(node, source), `(${operand})`];
    if (operator === ts.SyntaxKind.PlusPlusToken) yield ["operator", partOf(node, source), `--${operand}`];
  } else if (ts.isPostfixUnaryExpression(node)) {
    const operand = node.operand.getText(source);
    const to = node.operator === ts.SyntaxKind.PlusPlusToken ? `${operand}--` : `${operand}++`;
    yield ["operator", partOf(node, source), to];
  }
}

function* callChanges(node: ts.Expression, source: ts.SourceFile): Generator<Found> {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
  const { name, expression: receiver } = node.expression;
  const other = METHODS[name.text];
  if (other !== undefined && Object.hasOwn(METHODS, name.text)) yield ["call", partOf(name, source), other];
  if (LEFT_OUT.has(name.text)) yield ["call", partOf(node, source), receiver.getText(source)];
}

/** A statement that is there for what it does: a call or an assignment, awaited or not. */
const isEffect = (node: ts.Expression): boolean =>
  ts.isCallExpression(node) ||
  (ts.isAwaitExpression(node) && isEffect(node.expression)) ||
  (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken);

/** The left side of an assignment is no value. */
const isAssigned = (node: ts.Node): boolean => {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) {
    const { kind } = parent.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  return ts.isForOfStatement(parent) && parent.initializer === node;
};

/** A literal that is a name: of a property, or of a module. */
const isName = (node: ts.Expression): boolean => {
  const { parent } = node;
  return (
    ("name" in parent && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isComputedPropertyName(parent) ||
    (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword)
  );
};

const isCondition = (node: ts.Expression): boolean => {
  const { parent } = node;
  if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  return (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) && parent.condition === node;
};

/** What a function gives back, but for literals, which are changed as such, and for another function. */
const isReturned = (node: ts.Expression): boolean => {
  const { parent } = node;
  if (
    ts.isArrowFunction(node) ||
    ts.isLiteralExpression(node) ||
    ["undefined", "true", "false"].includes(node.getText())
  ) {
    return false;
  }
  return (
    (ts.isReturnStatement(parent) && parent.expression === node) || (ts.isArrowFunction(parent) && parent.body === node)
  );
};

const inOneLine = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};
