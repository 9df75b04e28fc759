/** One small change of a source file: the characters from `start` to `end` become `to`. */
export interface Change {
  /** What kind of place is changed. */
  kind: "operator" | "literal" | "condition" | "return" | "call";
  start: number;
  end: number;
  to: string;
  /** The expression that holds those characters, for which a switch can stand. */
  host: { start: number; end: number };
  /** The start of the innermost function that holds it, by which the tests that run it are found; undefined outside of all. */
  inFunction: number | undefined;
  /** Where it is, for people: from 1. */
  line: number;
  /** The change as it is read: what is there, and what it becomes. */
  shown: string;
}
