import type { Step } from "./step.ts";

/** The form of a sentence: … stands for a text between backticks, ¶ for a fenced block of lines. */
interface Sentence {
  form: string;
  step: (...texts: [string, string, string]) => Step;
}

/** All that is understood. A sentence may be wrapped like any other text; it starts with a capital letter. */
const SENTENCES: readonly Sentence[] = [
  { form: "In …, replace … by …", step: (file, text, by) => ({ kind: "replace", file, text, by, every: false }) },
  { form: "In …, replace every … by …", step: (file, text, by) => ({ kind: "replace", file, text, by, every: true }) },
  { form: "Set … in … to …", step: (path, file, value) => ({ kind: "set", file, path, value }) },
  { form: "Remove … from …", step: (path, file) => ({ kind: "remove", file, path }) },
  { form: "Insert after … in …:¶", step: (after, file, lines) => ({ kind: "insert", file, after, lines }) },
  { form: "Append to …:¶", step: (file, lines) => ({ kind: "append", file, lines }) },
  { form: "Write …:¶", step: (file, lines) => ({ kind: "write", file, lines }) },
  { form: "Delete ….", step: (file) => ({ kind: "delete", file }) },
  { form: "Run ….", step: (command) => ({ kind: "run", command }) },
];

const SPAN = "`([^`\\n]+)`";
const BLOCK = "\\s*^( *)```\\w*\\n([\\s\\S]*?)^ *```$";

const expression = (form: string): RegExp => {
  const source = form.replaceAll(".", "\\.").replaceAll(" ", "\\s+").replaceAll("…", SPAN).replaceAll("¶", BLOCK);
  return new RegExp(`\\b${source}`, "gm");
};

const EXPRESSIONS = SENTENCES.map(({ form, step }) => ({
  pattern: expression(form),
  step,
  hasBlock: form.endsWith("¶"),
}));

/** The texts of a sentence; a block's lines without the indentation of its fence. */
const textsOf = (match: RegExpMatchArray, hasBlock: boolean): string[] => {
  const texts = match.slice(1);
  if (!hasBlock) return texts;
  const [indentation = "", block = ""] = texts.splice(-2);
  const lines = block.split("\n").map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line));
  return [...texts, lines.join("\n")];
};

/** The steps that a prompt spells out, in its order. What is said in any other way is no step. */
export const readSteps = (prompt: string): Step[] =>
  EXPRESSIONS.flatMap(({ pattern, step, hasBlock }) =>
    [...prompt.replaceAll("\r\n", "\n").matchAll(pattern)].map((match) => ({
      position: match.index,
      step: step(...(textsOf(match, hasBlock) as [string, string, string])),
    })),
  )
    .sort((a, b) => a.position - b.position)
    .map(({ step }) => step);
