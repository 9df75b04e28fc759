import type { APIRoute, InferGetStaticPropsType } from "astro";
import { answerTable, FORMATS } from "../../downloads/answer.ts";
import { participantsTable } from "../../downloads/tables.ts";
import { inFormats, models } from "../../snapshot/routes.ts";

export const getStaticPaths = () => inFormats([{ params: {}, props: {} }], FORMATS);

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { format } }) =>
  answerTable(format, participantsTable(models));
