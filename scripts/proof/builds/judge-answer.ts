import { type Contents, NOT_FOUND } from "./site-contents.ts";

/**
 * A moment among the builds: 0 while the first is there, 1 while the second is made and put in its place, 2 while that is there, and
 * so on.
 */
export type Phase = number;

/** What a server answered for a path; the reason instead of a status if it did not answer. */
export interface Answer {
  path: string;
  began: Phase;
  ended: Phase;
  status: number | string;
  digest: string;
}

/** Whether a path names a hashed file: what such a name holds is the same in every build. */
export const isHashed = (path: string): boolean => path.startsWith("/_astro/");

/** The builds that may have been there between two phases: of one under way the one before as well as itself. */
const buildsBetween = (builds: readonly Contents[], began: Phase, ended: Phase): readonly Contents[] =>
  builds.slice(Math.floor(began / 2), Math.ceil(ended / 2) + 1);

/**
 * What is wrong with an answer, undefined if nothing is. Takes what the builds hold, in their order. A page must be, byte by byte, that
 * of a build that was there meanwhile, or missing in one; a hashed file that of any build until then.
 */
export const judgeAnswer = (
  { path, began, ended, status, digest }: Answer,
  builds: readonly Contents[],
): string | undefined => {
  if (typeof status === "string") return `${path} in phase ${began}: no answer (${status})`;
  const possible = buildsBetween(builds, isHashed(path) ? 0 : began, ended);
  const isRight =
    status === 200
      ? possible.some((contents) => contents.get(path) === digest)
      : status === 404 &&
        !isHashed(path) &&
        possible.some((contents) => !contents.has(path) && contents.get(NOT_FOUND) === digest);
  return isRight
    ? undefined
    : `${path} in phases ${began} to ${ended}: ${status} with a body of no build that was there`;
};
