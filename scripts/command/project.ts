import { dirname, join } from "node:path";

/** The project's folder. */
export const PROJECT = dirname(dirname(import.meta.dirname));

/** A path within the project's folder. */
export const inProject = (...parts: string[]): string => join(PROJECT, ...parts);
