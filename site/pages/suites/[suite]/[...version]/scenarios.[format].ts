import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../../downloads/answer.ts";
import { scenariosTable } from "../../../../downloads/tables.ts";
import { inFormats, versionRoutes } from "../../../../snapshot/routes.ts";
import { scenariosOf } from "../../../../snapshot/scenarios.ts";

export const getStaticPaths = () => inFormats(versionRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { version, format } }) => {
  const { suite, suiteVersion } = version;
  return answerTable(format, scenariosTable(scenariosOf(version)), { suite, suiteVersion });
};
