import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../../downloads/answer.ts";
import { participantTable } from "../../../downloads/tables.ts";
import { inFormats, modelRoutes } from "../../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats(modelRoutes(), FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { participant, format } }) =>
  answerTable(format, participantTable(participant), { model: participant.name });
