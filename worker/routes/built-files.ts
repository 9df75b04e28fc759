import type { BoardIndex } from "#contract/figures/board.ts";
import type { Database } from "../db/database.ts";
import { listSuiteVersions } from "../db/manifests.ts";
import { findVersion } from "../db/suite-versions.ts";
import { builtVersion, readBoardIndex } from "../figures/built-boards.ts";
import { hasCurrent } from "../http/etag.ts";
import { StatusError } from "../http/problem.ts";
import { JsonStream } from "../http/reply.ts";
import type { ReadSite } from "../http/site-files.ts";
import { noSuite } from "./not-found.ts";

/** Names in a message. */
export const listed = (names: readonly (string | null)[]): string =>
  names
    .map((name) => name ?? "none stated")
    .join(", ")
    .slice(0, 500);

/** The refusal of a suite that the last build does not have, or where there is none. */
const noBoards = async (readSite: ReadSite, database: Database, suite: string): Promise<StatusError> => {
  const snapshot = await readSite("/data/snapshot.json");
  await snapshot?.body?.cancel();
  if (!snapshot) return new StatusError(404, "no site has been built, and boards are computed by that: npm run build");
  if (await findVersion(database, suite, undefined)) {
    return new StatusError(
      404,
      `the site that was built last has no suite ${suite}, which has runs: build it anew (npm run build)`,
    );
  }
  const [stated] = await listSuiteVersions(database, { suite, limit: 1 });
  return stated
    ? new StatusError(404, `suite ${suite} has a manifest and no runs yet, so no board`)
    : await noSuite(database, suite);
};

/** What the site that was built last has of a version of a suite, the newest if none is named; 404 if it has nothing. */
export const findBuilt = async (
  { readSite, database }: { readSite: ReadSite; database: Database },
  suite: string,
  version: string | undefined,
): Promise<BoardIndex["versions"][number]> => {
  const index = await readBoardIndex(readSite, suite);
  if (!index) throw await noBoards(readSite, database, suite);
  const built = builtVersion(index, version);
  if (built) return built;
  const known = listed(index.versions.map(({ suiteVersion }) => suiteVersion));
  throw new StatusError(
    404,
    `the site that was built last has no version ${version} of suite ${suite}; it has ${known}`,
  );
};

const tagOf = (file: Response): string | undefined => /^(?:W\/)?"([^"]+)"$/.exec(file.headers.get("etag") ?? "")?.[1];

/** Answers with a file of the site that was built last, as it is; 404 if it has none. */
export const answerFile = async (
  request: Request,
  readSite: ReadSite,
  path: string,
): Promise<{ headers: Record<string, string> } & ({ body: JsonStream } | { status: 304 })> => {
  const file = await readSite(path);
  if (!file?.body) throw new StatusError(404, `the site that was built last lacks the file ${path}: build it anew`);
  const tag = tagOf(file);
  const headers: Record<string, string> = tag === undefined ? {} : { etag: `"${tag}"` };
  if (tag === undefined || !hasCurrent(request, tag)) return { body: new JsonStream(file.body), headers };
  await file.body.cancel();
  return { status: 304, headers };
};
