import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../downloads/answer.ts";
import { participantTable } from "../../../downloads/tables.ts";
import { agentRoutes, inFormats } from "../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(agentRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { participant, format } }) =>
  answerTable(format, participantTable(participant), { agent: participant.name });
