import type { Decision, DecisionRequest } from "#contract/runs/decision.ts";
import type { Database } from "../db/database.ts";
import {
  type DecisionToStore,
  listDecisions as readDecisions,
  readStanding,
  type Standing,
  storeDecision,
} from "../db/decisions.ts";
import { type DecisionEffect, effectOf } from "../figures/decision-effect.ts";
import type { Identity } from "../http/authorization.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";

/** How often a decision is weighed again when others about the same run come in between. */
const MAX_TRIES = 5;

const nothingChanges = (runId: string, { kind }: DecisionRequest, { outcome }: Standing): StatusError => {
  const state = outcome === "excluded" ? "excluded" : "not excluded";
  const isAboutCounting = kind === "exclude" || kind === "include";
  const why = isAboutCounting ? `it is ${state} already` : "these figures already count";
  return new StatusError(409, `this decision changes nothing about run ${runId}: ${why}`);
};

/** Throws unless the decision can be made about a run that stands like that. */
const requireSense = (runId: string, decision: DecisionRequest, standing: Standing, effect: DecisionEffect): void => {
  if (standing.status !== "completed" && standing.status !== "failed") {
    throw new StatusError(
      409,
      `run ${runId} is ${standing.status}: only completed and failed runs can be decided about`,
    );
  }
  if (Object.keys(effect.changes).length === 0) throw nothingChanges(runId, decision, standing);
  const hasScore = effect.totalScore !== null || standing.submitted.totalScore !== null;
  if (standing.status === "failed" && effect.changes.isSuccessful?.to === true && !hasScore) {
    const message = "must be stated with it: a failed run without a score counts as 0";
    throw invalidError("the decision", [{ path: ["totalScore"], message }]);
  }
};

/** Throws 403 unless an admin decides, or the owner of a run takes it back. */
const requireRight = (
  runId: string,
  { kind }: DecisionRequest,
  { owners }: Standing,
  { keyId, isAdmin }: Identity,
): void => {
  if (isAdmin) return;
  if (kind !== "exclude")
    throw new StatusError(403, `only an admin can ${kind} a run; a key may take its own runs back: exclude`);
  if (!owners.includes(keyId))
    throw new StatusError(403, `run ${runId} belongs to another key: that key or an admin takes it back`);
};

/** What is to be stored about a run that stands like that; throws where it may not or makes no sense. */
type Weigh = (standing: Standing) => Omit<DecisionToStore, "runId" | "decidedAt" | "keyId">;

interface Asked {
  runId: string;
  database: Database;
  identity: Identity;
  dry: boolean;
}

const decide = async ({ runId, database, identity, dry }: Asked, weigh: Weigh): Promise<Decision> => {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const standing = await readStanding(database, runId);
    if (!standing) throw new StatusError(404, `no run is called ${runId}`);
    const toStore = { runId, ...weigh(standing), decidedAt: new Date(), keyId: identity.keyId };
    const stored = await storeDecision(database, toStore, { latest: standing.latest, dry });
    if (stored) return stored;
  }
  throw new StatusError(409, `others are deciding about run ${runId} at the same time: look at their decisions first`);
};

/** POST /api/runs/:runId/decisions: corrects what a final run counts as; what was submitted stays as it is. */
export const makeDecision: Handler<"makeDecision"> = async ({ names: { runId }, body, identity, database, dry }) => {
  const decision = await decide({ runId, database, identity, dry }, (standing) => {
    requireRight(runId, body, standing, identity);
    const effect = effectOf(standing, body);
    requireSense(runId, body, standing, effect);
    return { kind: body.kind, reason: body.reason, ...effect };
  });
  return { status: 201, body: { success: true, decision } };
};

/** POST /api/runs/:runId/purge: empties what a run says in its own words, for good; its figures stay, and the decision. */
export const purgeRun: Handler<"purgeRun"> = async ({ names: { runId }, body, identity, database, dry }) => {
  const decision = await decide({ runId, database, identity, dry }, ({ hasTexts, corrected }) => {
    if (!hasTexts) throw new StatusError(409, `run ${runId} holds no text that could be purged`);
    return { kind: "purge", reason: body.reason, changes: {}, outcome: null, ...corrected };
  });
  return { status: 201, body: { success: true, decision } };
};

/** GET /api/decisions: what was decided about runs and batches, newest first, in pages. */
export const listDecisions: Handler<"listDecisions"> = async ({ query, database }) => {
  const { page, next } = await readDecisions(database, query);
  return { body: page, next: next === undefined ? undefined : String(next) };
};
