import type { Env } from "./env.ts";
import { completeHeaders } from "./http/cors.ts";
import { dispatcher } from "./http/dispatch.ts";
import { type Observation, observe } from "./http/observe.ts";
import { problemResponse } from "./http/problem.ts";
import { authorize } from "./routes/authorize.ts";
import { openContext } from "./routes/handler.ts";
import { ROUTES } from "./routes/table.ts";

const dispatch = dispatcher({ routes: ROUTES, open: openContext, authorize });

const answer = async (request: Request, env: Env, observation: Observation): Promise<Response> => {
  try {
    return completeHeaders(await dispatch(request, env, observation));
  } catch (error) {
    return completeHeaders(problemResponse(error, observation.requestId));
  }
};

export default {
  fetch: (request, env, context) =>
    observe(request, env, (metered, observation) => answer(request, metered, observation), {
      waitUntil: (work) => context.waitUntil(work),
    }),
} satisfies ExportedHandler<Env>;
