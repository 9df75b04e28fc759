import { type Link, LinkSchema } from "#contract/runs/run.ts";

/** Links of a run: those of what a source gives that are safe to lead to, each once; undefined where there is none. */
export const linksOf = (...given: readonly (readonly [kind: Link["kind"], url: unknown])[]): Link[] | undefined => {
  const links = given.flatMap(([kind, url]) => LinkSchema.safeParse({ kind, url }).data ?? []);
  return links.length > 0 ? links : undefined;
};
