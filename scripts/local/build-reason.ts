import { PROJECT } from "../command/project.ts";

const HOOK = /An unhandled error occurred while running the .* hook/;

/** A line of Astro's output without the time of day before it. */
export const withoutClock = (line: string): string => line.replace(/^\s*\d\d:\d\d:\d\d\s+/, "");

/**
 * What went wrong, in Astro's words: its message, and where in the project's own sources it happened. Left out: the line that says
 * which hook it was, the stack, and places in packages.
 */
export const reasonIn = (errors: readonly string[]): string => {
  const told = errors.map((line) => withoutClock(line).trim()).filter((line) => line !== "");
  const end = told.findIndex((line) => line.startsWith("Location:"));
  const message = told.filter((line, position) => (end === -1 || position < end) && !HOOK.test(line));
  const place = end === -1 ? undefined : told[end + 1];
  const inSources = place?.startsWith(PROJECT) === true && !place.includes("node_modules");
  const reason = message.slice(0, 10).join("\n") || "the build gave no reason";
  return inSources ? `${reason}\n  in ${place.slice(PROJECT.length + 1)}` : reason;
};
