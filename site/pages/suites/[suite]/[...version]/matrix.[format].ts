import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../../downloads/answer.ts";
import { matrixTable } from "../../../../downloads/tables.ts";
import { matrixOf } from "../../../../snapshot/matrix.ts";
import { inFormats, versionRoutes } from "../../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(versionRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { version, format } }) => {
  const { suite, suiteVersion } = version;
  return answerTable(format, matrixTable(matrixOf(version)), { suite, suiteVersion });
};
