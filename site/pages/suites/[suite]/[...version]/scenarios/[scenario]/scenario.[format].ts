import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../../../../downloads/answer.ts";
import { scenarioTable } from "../../../../../../downloads/tables.ts";
import { inFormats, scenarioRoutes } from "../../../../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(scenarioRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => {
  const { version, scenario, format } = props;
  const { suite, suiteVersion } = version;
  return answerTable(format, scenarioTable(version, scenario), { suite, suiteVersion, scenario: scenario.name });
};
