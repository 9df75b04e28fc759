import { and, desc, eq, isNotNull, lt, sql } from "drizzle-orm";
import type { Changes, Decision, DecisionKind } from "#contract/runs/decision.ts";
import type { ErrorType, Outcome, Status } from "#contract/runs/run.ts";
import type { Database } from "./database.ts";
import { batchRuns, benchmarkRuns, runDecisions } from "./tables.ts";

type DecisionRow = typeof runDecisions.$inferSelect;

/** The columns that the public may see. */
const publicColumns = {
  id: runDecisions.id,
  runId: runDecisions.runId,
  kind: runDecisions.kind,
  reason: runDecisions.reason,
  changes: runDecisions.changes,
  decidedAt: runDecisions.decidedAt,
};

/** A decision as the public may see it. */
const decisionOf = (row: Pick<DecisionRow, keyof typeof publicColumns>): Decision => ({
  id: row.id,
  runId: row.runId,
  kind: row.kind as DecisionKind,
  reason: row.reason,
  changes: JSON.parse(row.changes),
  decidedAt: new Date(row.decidedAt).toISOString(),
});

/** The query of the newest decisions, of one run or of all, that were made before the one of that number. */
const decisionsQuery = (database: Database, runId: string | undefined, limit: number, before?: number) =>
  database
    .select(publicColumns)
    .from(runDecisions)
    .where(
      and(
        runId === undefined ? undefined : eq(runDecisions.runId, runId),
        before === undefined ? undefined : lt(runDecisions.id, before),
      ),
    )
    .orderBy(desc(runDecisions.id))
    .limit(limit);

/** A page of decisions, newest first, and the cursor of the next page; undefined on the last. Reads at most `limit` + 1 rows. */
export const listDecisions = async (
  database: Database,
  { runId, limit, cursor }: { runId?: string | undefined; limit: number; cursor?: number | undefined },
): Promise<{ decisions: Decision[]; next: number | undefined }> => {
  const rows = await decisionsQuery(database, runId, limit + 1, cursor);
  const page = rows.slice(0, limit);
  return { decisions: page.map(decisionOf), next: rows.length > limit ? page.at(-1)?.id : undefined };
};

/** How many of a run's decisions are shown with the run. */
const MAX_SHOWN_WITH_RUN = 100;

/** The query of the decisions that are shown with a run, and what makes a decision of its rows. */
export const decisionsOfRun = (database: Database, runId: string) =>
  decisionsQuery(database, runId, MAX_SHOWN_WITH_RUN);
export const decisionsOfRows = (rows: Awaited<ReturnType<typeof decisionsOfRun>>): Decision[] => rows.map(decisionOf);

/** The figures that a decision can correct; null: not stated, or not corrected. */
export interface Figures {
  isSuccessful: boolean | null;
  totalScore: number | null;
  weightedScore: number | null;
  costUsd: number | null;
}

/** How a run stands at the moment: as it was submitted, what it counts as, and what was corrected so far. */
export interface Standing {
  status: Status;
  errorType: ErrorType | null;
  outcome: Outcome;
  submitted: Figures;
  corrected: Figures;
  /** The number of the latest decision about it; 0: none. */
  latest: number;
  /** The ids of the keys whose it is: the one that sent it, and the one that its batch belongs to. */
  owners: string[];
}

const NOTHING_CORRECTED = { id: 0, totalScore: null, weightedScore: null, costUsd: null };

/** How a run stands; undefined if there is none of that name. Reads the run and, at worst, all decisions about it. */
export const readStanding = async (database: Database, runId: string): Promise<Standing | undefined> => {
  const ofRun = eq(runDecisions.runId, runId);
  const verdict = sql<number | null>`${runDecisions.changes} ->> '$.isSuccessful.to'`;
  const [[run], [latest = NOTHING_CORRECTED], [decided]] = await database.batch([
    database
      .select({
        status: benchmarkRuns.status,
        errorType: benchmarkRuns.errorType,
        outcome: benchmarkRuns.outcome,
        isSuccessful: benchmarkRuns.isSuccessful,
        totalScore: benchmarkRuns.totalScore,
        weightedScore: benchmarkRuns.weightedScore,
        costUsd: benchmarkRuns.costUsd,
        sender: benchmarkRuns.keyId,
        batchOwner: batchRuns.keyId,
      })
      .from(benchmarkRuns)
      .leftJoin(batchRuns, eq(batchRuns.batchId, benchmarkRuns.batchId))
      .where(eq(benchmarkRuns.runId, runId)),
    database
      .select({
        id: runDecisions.id,
        totalScore: runDecisions.totalScore,
        weightedScore: runDecisions.weightedScore,
        costUsd: runDecisions.costUsd,
      })
      .from(runDecisions)
      .where(ofRun)
      .orderBy(desc(runDecisions.id))
      .limit(1),
    database
      .select({ isSuccessful: verdict.as("is_successful") })
      .from(runDecisions)
      .where(and(ofRun, isNotNull(verdict)))
      .orderBy(desc(runDecisions.id))
      .limit(1),
  ]);
  if (!run) return undefined;
  const { status, errorType, outcome, sender, batchOwner, ...submitted } = run;
  const { id, ...corrected } = latest;
  const owners = batchOwner === null ? [sender] : [sender, batchOwner];
  const isSuccessful = decided ? decided.isSuccessful === 1 : null;
  return { status, errorType, outcome, submitted, corrected: { isSuccessful, ...corrected }, latest: id, owners };
};

/** A decision that is about to be stored: what was decided, what that changes, and what counts from then on. */
export interface DecisionToStore extends Omit<Figures, "isSuccessful"> {
  runId: string;
  kind: DecisionKind;
  reason: string;
  changes: Changes;
  outcome: Outcome;
  decidedAt: Date;
  keyId: string;
}

/**
 * Stores a decision if the latest one about its run is still `latest`; the triggers then count the run anew in the same transaction.
 * Gives the decision as the public may see it; undefined if another was made meanwhile: nothing has changed then.
 */
export const storeDecision = async (
  database: Database,
  decision: DecisionToStore,
  latest: number,
): Promise<Decision | undefined> => {
  const { runId, kind, reason, outcome, totalScore, weightedScore, costUsd, keyId } = decision;
  const changes = JSON.stringify(decision.changes);
  const decidedAt = decision.decidedAt.getTime();
  const [stored] = await database.all<{ id: number }>(sql`INSERT INTO ${runDecisions}
    (run_id, kind, reason, changes, decided_at, key_id, outcome, total_score, weighted_score, cost_usd)
    SELECT ${runId}, ${kind}, ${reason}, ${changes}, ${decidedAt}, ${keyId}, ${outcome}, ${totalScore}, ${weightedScore}, ${costUsd}
    WHERE (SELECT coalesce(max(id), 0) FROM ${runDecisions} WHERE run_id = ${runId}) = ${latest}
    RETURNING id`);
  return stored && decisionOf({ id: stored.id, runId, kind, reason, changes, decidedAt });
};
