import type { APIRoute } from "astro";
import { boardsOf } from "../../../../../../snapshot/boards.ts";
import { tierRoutes } from "../../../../../../snapshot/routes.ts";
import type { SuiteVersion } from "../../../../../../snapshot/suites.ts";
import { pickingRules } from "../../../../../../tables/board/picking.ts";

export const getStaticPaths = tierRoutes;

export const GET: APIRoute<{ version: SuiteVersion; tier: number }> = ({ props: { version, tier } }) =>
  new Response(boardsOf(version, tier).map(pickingRules).join("\n"));
