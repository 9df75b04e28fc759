/** A source with one small change. */
export interface Mutation {
  source: string;
  /** The change in words. */
  title: string;
}

/** What is no code to change: comments, texts, and arrows; then whatever may be changed. */
const TOKENS =
  /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|=>|(?<change>[<>]=?|[!=]==|&&|\|\||[+-]=|(?<![+-])[+-](?![+-])|[*/%]|\bMath\.(?:floor|ceil|round|trunc)\b|\b(?:true|false)\b|\b\d+\b)/g;

const ALTERNATIVES: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">"],
  "<=": ["<", ">="],
  ">": [">=", "<"],
  ">=": [">", "<="],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "+": ["-"],
  "-": ["+"],
  "+=": ["-="],
  "-=": ["+="],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "Math.floor": ["Math.ceil", "Math.round"],
  "Math.ceil": ["Math.floor", "Math.round"],
  "Math.round": ["Math.floor", "Math.ceil"],
  "Math.trunc": ["Math.floor", "Math.ceil"],
  true: ["false"],
  false: ["true"],
};

const alternativesTo = (token: string): readonly string[] =>
  /^\d+$/.test(token)
    ? [Number(token) - 1, Number(token) + 1].filter((number) => number >= 0).map(String)
    : (ALTERNATIVES[token] ?? []);

/** Every way to change one operator, number, rounding or truth value of a JavaScript source, from its start to its end. */
export const listMutations = (source: string): Mutation[] =>
  [...source.matchAll(TOKENS)].flatMap((match) => {
    const token = match.groups?.["change"];
    if (token === undefined) return [];
    const line = source.slice(0, match.index).split("\n").length;
    return alternativesTo(token).map((other) => ({
      source: source.slice(0, match.index) + other + source.slice(match.index + token.length),
      title: `line ${line}: ${token} becomes ${other}`,
    }));
  });
