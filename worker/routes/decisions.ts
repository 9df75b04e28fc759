import type { IRequest } from "itty-router";
import {
  type Decided,
  type Decision,
  DecisionQuerySchema,
  type DecisionRequest,
  DecisionRequestSchema,
} from "#contract/runs/decision.ts";
import { issuesOf } from "#contract/service/problem.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { listDecisions, readStanding, type Standing, storeDecision } from "../db/decisions.ts";
import type { Env } from "../env.ts";
import { type DecisionEffect, effectOf } from "../figures/decision-effect.ts";
import { json } from "../http/answer.ts";
import { readJson } from "../http/body.ts";
import { nextPage } from "../http/page.ts";
import { decodeName } from "../http/path.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { parseQuery } from "../http/query.ts";
import { authorize } from "./authorize.ts";

/** The most bytes that a decision may take: its reason fits many times. */
const MAX_DECISION_BYTES = 64 * 1024;

/** How often a decision is weighed again when others about the same run come in between. */
const MAX_TRIES = 5;

const nothingChanges = (runId: string, { kind }: DecisionRequest, { outcome }: Standing): StatusError => {
  const state = outcome === "excluded" ? "excluded" : "not excluded";
  const isAboutCounting = kind === "exclude" || kind === "include";
  const why = isAboutCounting ? `it is ${state} already` : "these figures count already";
  return new StatusError(409, `this decision changes nothing about run ${runId}: ${why}`);
};

/** Throws unless the decision can be made about a run that stands like that. */
const requireSense = (runId: string, decision: DecisionRequest, standing: Standing, effect: DecisionEffect): void => {
  if (standing.status !== "completed" && standing.status !== "failed") {
    throw new StatusError(409, `run ${runId} is ${standing.status}: only a final run can be decided about`);
  }
  if (Object.keys(effect.changes).length === 0) throw nothingChanges(runId, decision, standing);
  const hasScore = effect.totalScore !== null || standing.submitted.totalScore !== null;
  if (standing.status === "failed" && effect.changes.isSuccessful?.to === true && !hasScore) {
    const message = "must be stated with it: a failed run without a score counts as 0";
    throw invalidError("the decision", [{ path: ["totalScore"], message }]);
  }
};

const decide = async (
  database: Database,
  runId: string,
  decision: DecisionRequest,
  keyId: string,
): Promise<Decision> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const standing = await readStanding(database, runId);
    if (!standing) throw new StatusError(404, `no run is called ${runId}`);
    const effect = effectOf(standing, decision);
    requireSense(runId, decision, standing, effect);
    const { kind, reason } = decision;
    const toStore = { runId, kind, reason, ...effect, decidedAt: new Date(), keyId };
    const stored = await storeDecision(database, toStore, standing.latest);
    if (stored) return stored;
  }
  throw new StatusError(409, `others are deciding about run ${runId} at the same time: look at their decisions first`);
};

/** POST /api/runs/:runId/decisions: corrects what a final run counts as; what was submitted stays as it is. */
export const makeDecision = async (request: IRequest, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const { keyId } = await authorize(request, env, database, "admin");
  const runId = decodeName(request.params["runId"]);
  const parsed = DecisionRequestSchema.safeParse(await readJson(request, MAX_DECISION_BYTES));
  if (!parsed.success) throw invalidError("the decision", issuesOf(parsed.error));
  const decided: Decided = { success: true, decision: await decide(database, runId, parsed.data, keyId) };
  return json(decided, { status: 201 });
};

/** GET /api/decisions: what was decided about runs, newest first, in pages. */
export const getDecisions = async (request: Request, env: Env): Promise<Response> => {
  const query = parseQuery(DecisionQuerySchema, request);
  const { decisions, next } = await listDecisions(openDatabase(env.DB), query);
  return json(decisions, { headers: next === undefined ? {} : nextPage(new URL(request.url), String(next)) });
};
