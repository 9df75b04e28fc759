/** A run as somebody wrote it, or why there is none; and its place, for a person. */
export type Item = { place: string; value: unknown } | { place: string; problem: string };

/** Lines of runs, rather than one value over several lines: the first line is one whole object. */
const LOOKS_LIKE_LINES = /^\s*\{[^\n]*\}[^\S\n]*\r?\n/;

/**
 * The runs in a text: one run, a JSON list of them, or a run a line. A line that is not JSON is a problem of its own, and so is a text
 * that is none of these.
 */
export const itemsIn = (text: string, name: string): Item[] => {
  if (text.trim() === "") return [{ place: name, problem: "no run in it" }];
  const whole = parse(text, name);
  if ("problem" in whole) return LOOKS_LIKE_LINES.test(text) ? linesIn(text, name) : [whole];
  const { value } = whole;
  if (!Array.isArray(value)) return [whole];
  if (value.length === 0) return [{ place: name, problem: "no run in it" }];
  return value.map((run, position) => ({ place: `${name}[${position}]`, value: run }));
};

const linesIn = (text: string, name: string): Item[] =>
  text
    .split("\n")
    .map((line, position): [string, string] => [line, `${name}:${position + 1}`])
    .filter(([line]) => line.trim() !== "")
    .map(([line, place]) => parse(line, place));

const parse = (text: string, place: string): Item => {
  try {
    return { place, value: JSON.parse(text) };
  } catch (error) {
    return { place, problem: `not valid JSON: ${error instanceof Error ? error.message : error}` };
  }
};
