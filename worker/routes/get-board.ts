import type { BoardIndex } from "#contract/figures/board.ts";
import { didYouMean } from "#contract/names/nearest.ts";
import { boardPath, builtPage } from "../figures/built-boards.ts";
import { StatusError } from "../http/problem.ts";
import { answerFile, findBuilt, listed } from "./built-files.ts";
import type { Handler } from "./handler.ts";

const findPage = (built: BoardIndex["versions"][number], suite: string, tier: string | undefined) => {
  const page = builtPage(built, tier);
  if (page) return page;
  const tiers = built.tiers.map((one) => one.tier);
  throw new StatusError(
    404,
    `the site that was built last has no tier ${tier} of suite ${suite}${didYouMean(tier ?? "", tiers)}; it has ${listed(tiers)}`,
  );
};

/** GET /api/boards/:suite: the leaderboard as the last build computed it: its file, as it is. */
export const getBoard: Handler<"getBoard"> = async ({ request, names: { suite }, query, readSite, database }) => {
  const { version, tier, metric } = query;
  const page = findPage(await findBuilt({ readSite, database }, suite, version), suite, tier);
  const path = boardPath(page, metric);
  if (path !== undefined) return answerFile(request, readSite, path);
  throw new StatusError(404, `suite ${suite} has no board by ${metric} here, only by ${listed(page.metrics)}`);
};
