import { formatCount } from "#words/numbers.ts";
import { groupBy } from "./group-by.ts";
import { FormatError } from "./reading/format-error.ts";

/** What is wrong with a file: the sentence that names it. */
export interface Problem {
  file: string;
  /** The sentence, with whatever stands for the file. */
  say: (file: string) => string;
}

/** A file that cannot be read, or not to its end. On one line, and without what a terminal would obey: part of it may come from the file. */
export const problemOf = (file: string, error: unknown): Problem => {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\p{Cc}+/gu, " ");
  const say =
    error instanceof FormatError
      ? (name: string) => `cannot import ${name}: ${reason}`
      : (name: string) => `cannot read ${name} to its end: ${reason}`;
  return { file, say };
};

/** How many files with the same problem are named one by one. */
const NAMED = 10;

/** The problems in sentences, in their order: more files than that with the same one share it. */
export const problemLines = (problems: readonly Problem[]): string[] =>
  [...groupBy(problems, ({ say }) => say("")).values()].flatMap((alike) => {
    const [first, ...more] = alike;
    if (first === undefined || alike.length <= NAMED) return alike.map(({ file, say }) => say(file));
    return first.say(`${first.file} and ${formatCount(more.length)} more`);
  });
