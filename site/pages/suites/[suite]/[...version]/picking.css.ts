import type { APIRoute } from "astro";
import { boardsOf } from "../../../../snapshot/boards.ts";
import { versionRoutes } from "../../../../snapshot/routes.ts";
import type { SuiteVersion } from "../../../../snapshot/suites.ts";
import { pickingRules } from "../../../../tables/board/picking.ts";

export const getStaticPaths = versionRoutes;

export const GET: APIRoute<{ version: SuiteVersion }> = ({ props: { version } }) =>
  new Response(boardsOf(version, undefined).map(pickingRules).join("\n"));
