import { type IRequest, IttyRouter } from "itty-router";
import type { NeededScope } from "#contract/service/key.ts";
import type { Operation } from "#contract/service/operation.ts";
import type { Identity } from "./authorization.ts";
import { bySpecificity } from "./by-specificity.ts";
import { preflight } from "./cors.ts";
import type { Observation } from "./observe.ts";
import { parseBody, parseNames, parseQuery } from "./parse.ts";
import { StatusError } from "./problem.ts";
import { limitRate, limitRows, type RateLimits } from "./rate-limit.ts";
import { type AnyReply, answerOf } from "./reply.ts";

/** An operation, and what answers it once its names, query and body are parsed. */
export interface Route {
  operation: Operation;
  handle: (call: never) => Promise<AnyReply>;
}

/** What a Worker brings to its routes. */
export interface House<Env, Context> {
  routes: readonly Route[];
  /** What each handler is given besides the call; where a write is only tried, nothing that could write. */
  open: (env: Env, dry: boolean) => Context;
  /** Says who sent a request that needs a key of a scope; throws for one that may not pass. */
  authorize: (request: Request, context: Context, needed: NeededScope) => Promise<Identity>;
}

/** A request on its way to a handler. */
interface Asked<Env> {
  env: Env;
  url: URL;
  observation: Observation;
}

/** The methods that an operation is asked with, as headers name them. */
const methodsOf = (routes: readonly Route[]): string[] => [
  ...new Set(routes.flatMap(({ operation: { method } }) => (method === "GET" ? ["HEAD", "GET"] : [method]))),
];

/** Makes what lets a request of a route pass or not, parses what it asks for, and has it answered. */
const answerer = <Env extends RateLimits, Context>({ open, authorize }: House<Env, Context>) => {
  /** Whether a request that needs no key comes with a good one all the same: it is counted by that then, not by its address. */
  const isKnown = async (request: Request, context: Context): Promise<boolean> =>
    request.headers.has("authorization") &&
    (await authorize(request, context, "any").then(
      () => true,
      () => false,
    ));

  return async ({ operation, handle }: Route, request: IRequest, asked: Asked<Env>): Promise<Response> => {
    const { env, url, observation } = asked;
    const context = open(env, false);
    const identity = operation.scope && (await authorize(request, context, operation.scope));
    if (!identity && !(await isKnown(request, context))) observation.charge = await limitRows(request, env);
    const names = parseNames(request.params);
    const { query, dry } = parseQuery(operation, url);
    const body = await parseBody(operation, request);
    const call = { ...(dry ? open(env, dry) : context), request, url, names, query, body, identity, dry };
    return answerOf(operation, url, await handle(call as never));
  };
};

const METHODS = { GET: "get", POST: "post", PUT: "put", DELETE: "delete" } as const;

/**
 * Makes what finds the operation of a request, lets it pass or not, parses what it asks for and has it answered. Throws a StatusError for all
 * that goes wrong before a handler has the call: 404 for an unknown path, 405 for a wrong method, 429, 401 and 403, 400, 413, 415 and 422.
 */
export const dispatcher = <Env extends RateLimits, Context>(house: House<Env, Context>) => {
  const answer = answerer(house);
  const router = IttyRouter<IRequest, [Asked<Env>]>();
  const ordered = house.routes.toSorted((a, b) => bySpecificity(a.operation.path, b.operation.path));
  for (const route of ordered) {
    const { method, path } = route.operation;
    router[METHODS[method]](path, (request, asked) => answer(route, request, asked));
  }
  /** The routes that a path fits, the most specific first: the router's list is in the order in which it was filled. */
  const routesAt = (path: string): Route[] => ordered.filter((_, position) => router.routes[position]?.[1].test(path));

  return async (request: Request, env: Env, observation: Observation): Promise<Response> => {
    const url = new URL(request.url);
    const found = routesAt(url.pathname);
    const [first] = found;
    if (!first) throw new StatusError(404, `there is nothing at ${url.pathname}`);
    const methods = methodsOf(found);
    const isHead = request.method === "HEAD";
    const method = isHead ? "GET" : request.method;
    const { operation } = found.find((route) => route.operation.method === method) ?? first;
    observation.route = operation.path;
    if (request.method === "OPTIONS") return preflight(methods);
    if (!methods.includes(request.method)) {
      const allow = methods.join(", ");
      throw new StatusError(405, `${request.method} is not allowed at ${url.pathname}: use ${allow}`, {
        headers: { allow },
      });
    }
    await limitRate(request, env);
    const response = await router.fetch(isHead ? new Request(request, { method }) : request, { env, url, observation });
    if (!isHead) return response;
    await response.body?.cancel();
    return new Response(null, response);
  };
};
