import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../../downloads/answer.ts";
import { leaderboardTable } from "../../../../downloads/tables.ts";
import { inFormats, versionRoutes } from "../../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(versionRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { version, format } }) => {
  const { suite, suiteVersion } = version;
  return answerTable(format, leaderboardTable(version, undefined), { suite, suiteVersion });
};
