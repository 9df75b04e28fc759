import { dirname, join, resolve } from "node:path";

/** The project's folder. */
export const PROJECT = dirname(dirname(import.meta.dirname));

/** A path within the project's folder. */
export const inProject = (...parts: string[]): string => join(PROJECT, ...parts);

/** A path that somebody typed: relative to where they typed it, which npm changes to the project's folder. */
export const typedPath = (path: string): string => resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
