import { globSync } from "node:fs";
import { PROJECT } from "../../command/project.ts";

const PATTERNS = ["{site,worker,scripts}/**/*.{ts,tsx,astro,mjs}", "*.config.{ts,mjs}"];

/** Pieces of what agents are to work on: written to be wrong, or to be set right. */
const EXAMPLES = /^scripts\/suites\/[^/]+\/[^/]+\/(?:fixture|solution)\//;

/** The project's own sources, tests included, as paths from its folder, in order. */
export const listSources = (folder: string = PROJECT): string[] =>
  globSync(PATTERNS, { cwd: folder })
    .filter((file) => !EXAMPLES.test(file))
    .sort();

/** Whether a source is there for the tests alone. */
export const isTest = (file: string): boolean =>
  /\.(?:test|spec)\.tsx?$/.test(file) || /(?:^|\/)(?:testing|e2e)\//.test(file);
