import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../../../../downloads/answer.ts";
import { leaderboardTable } from "../../../../../../downloads/tables.ts";
import { inFormats, tierRoutes } from "../../../../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(tierRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { version, tier, format } }) => {
  const { suite, suiteVersion, tiers } = version;
  return answerTable(format, leaderboardTable(version, tier), { suite, suiteVersion, tier: tiers[tier] });
};
