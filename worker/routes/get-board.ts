import type { BoardIndex } from "#contract/figures/board.ts";
import { didYouMean } from "#contract/names/nearest.ts";
import { boardPath, builtPage, builtVersion, readBoardIndex } from "../figures/built-boards.ts";
import { hasCurrent } from "../http/etag.ts";
import { StatusError } from "../http/problem.ts";
import { JsonStream } from "../http/reply.ts";
import type { ReadSite } from "../http/site-files.ts";
import type { Handler } from "./handler.ts";

const listed = (names: readonly (string | null)[]): string =>
  names
    .map((name) => name ?? "none stated")
    .join(", ")
    .slice(0, 500);

/** The refusal of a suite that the last build does not have, or where there is none. */
const noBoards = async (readSite: ReadSite, suite: string): Promise<StatusError> => {
  const snapshot = await readSite("/data/snapshot.json");
  await snapshot?.body?.cancel();
  return new StatusError(
    404,
    snapshot
      ? `the site that was built last has no suite ${suite}: build it anew if there are runs of it (npm run build)`
      : "no site has been built, and boards are computed by that: npm run build",
  );
};

const findPage = (index: BoardIndex, version: string | undefined, tier: string | undefined) => {
  const { suite, versions } = index;
  const built = builtVersion(index, version);
  if (!built) {
    const known = listed(versions.map(({ suiteVersion }) => suiteVersion));
    throw new StatusError(
      404,
      `the site that was built last has no version ${version} of suite ${suite}; it has ${known}`,
    );
  }
  const page = builtPage(built, tier);
  if (page) return page;
  const tiers = built.tiers.map((one) => one.tier);
  throw new StatusError(
    404,
    `the site that was built last has no tier ${tier} of suite ${suite}${didYouMean(tier ?? "", tiers)}; it has ${listed(tiers)}`,
  );
};

const tagOf = (file: Response): string | undefined => /^(?:W\/)?"([^"]+)"$/.exec(file.headers.get("etag") ?? "")?.[1];

/** GET /api/boards/:suite: the leaderboard as the last build computed it: its file, as it is. */
export const getBoard: Handler<"getBoard"> = async ({ request, names: { suite }, query, readSite }) => {
  const { version, tier, metric } = query;
  const index = await readBoardIndex(readSite, suite);
  if (!index) throw await noBoards(readSite, suite);
  const page = findPage(index, version, tier);
  const path = boardPath(page, metric);
  if (path === undefined) {
    throw new StatusError(404, `suite ${suite} has no board by ${metric} here, only by ${listed(page.metrics)}`);
  }
  const file = await readSite(path);
  if (!file?.body) throw new StatusError(404, `the site that was built last lacks the file ${path}: build it anew`);
  const tag = tagOf(file);
  const headers = tag === undefined ? {} : { etag: `"${tag}"` };
  if (tag === undefined || !hasCurrent(request, tag)) return { body: new JsonStream(file.body), headers };
  await file.body.cancel();
  return { status: 304, headers };
};
