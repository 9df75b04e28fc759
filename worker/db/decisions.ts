import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Changes, Decision, DecisionKind } from "#contract/runs/decision.ts";
import type { ErrorType, Outcome, Status } from "#contract/runs/run.ts";
import type { Database } from "./database.ts";
import { benchmarkRuns, decisions, runCorrections } from "./tables.ts";

type DecisionRow = typeof decisions.$inferSelect;

/** The columns that the public may see. */
const publicColumns = {
  id: decisions.id,
  runId: decisions.runId,
  batchId: decisions.batchId,
  kind: decisions.kind,
  reason: decisions.reason,
  changes: decisions.changes,
  runs: decisions.runs,
  decidedAt: decisions.decidedAt,
};
type PublicRow = Pick<DecisionRow, keyof typeof publicColumns>;

/** A decision as the public may see it. */
const decisionOf = (row: PublicRow): Decision => ({
  id: row.id,
  ...(row.runId !== null && { runId: row.runId }),
  ...(row.batchId !== null && { batchId: row.batchId }),
  kind: row.kind,
  reason: row.reason,
  changes: JSON.parse(row.changes),
  ...(row.runs !== null && { runs: row.runs }),
  decidedAt: new Date(row.decidedAt).toISOString(),
});

/** What decisions can be listed by. */
interface Subject {
  runId?: string | undefined;
  batchId?: string | undefined;
}

/** The query of the newest decisions, of one run or batch or of all, that were made before the one of that number. */
const decisionsQuery = (database: Database, { runId, batchId }: Subject, limit: number, before?: number) =>
  database
    .select(publicColumns)
    .from(decisions)
    .where(
      and(
        runId === undefined ? undefined : eq(decisions.runId, runId),
        batchId === undefined ? undefined : eq(decisions.batchId, batchId),
        before === undefined ? undefined : lt(decisions.id, before),
      ),
    )
    .orderBy(desc(decisions.id))
    .limit(limit);

/** A page of decisions, newest first, and the cursor of the next page; undefined on the last. Reads at most `limit` + 1 rows. */
export const listDecisions = async (
  database: Database,
  { limit, cursor, ...subject }: Subject & { limit: number; cursor?: number | undefined },
): Promise<{ page: Decision[]; next: number | undefined }> => {
  const rows = await decisionsQuery(database, subject, limit + 1, cursor);
  const page = rows.slice(0, limit);
  return { page: page.map(decisionOf), next: rows.length > limit ? page.at(-1)?.id : undefined };
};

/** How many of a run's decisions are shown with the run. */
const MAX_SHOWN_WITH_RUN = 100;

/** The query of the decisions that are shown with a run, and what makes a decision of its rows. */
export const decisionsOfRun = (database: Database, runId: string) =>
  decisionsQuery(database, { runId }, MAX_SHOWN_WITH_RUN);
export const decisionsOfRows = (rows: Awaited<ReturnType<typeof decisionsOfRun>>): Decision[] => rows.map(decisionOf);

/** The figures that a decision can correct; null: not stated, or not corrected. */
export interface Figures {
  isSuccessful: boolean | null;
  totalScore: number | null;
  weightedScore: number | null;
  costUsd: number | null;
}

const NOTHING_CORRECTED: Figures = { isSuccessful: null, totalScore: null, weightedScore: null, costUsd: null };

const figuresIn = (table: typeof benchmarkRuns | typeof runCorrections) => ({
  isSuccessful: table.isSuccessful,
  totalScore: table.totalScore,
  weightedScore: table.weightedScore,
  costUsd: table.costUsd,
});

/** How a run stands at the moment: as it was submitted, what it counts as, and what was corrected so far. */
export interface Standing {
  status: Status;
  errorType: ErrorType | null;
  outcome: Outcome;
  submitted: Figures;
  corrected: Figures;
  /** Whether it holds anything that a purge empties. */
  hasTexts: boolean;
  /** The number of the latest decision about it; 0: none. */
  latest: number;
  /** The ids of the keys whose it is: the one that sent it, and the one that its batch belongs to. */
  owners: string[];
}

/** Whether a run holds anything that a purge empties. */
const hasTexts = sql<number>`coalesce(metadata, links, prompt_sent, workspace_dir) IS NOT NULL OR EXISTS (
  SELECT 1 FROM evaluation_results AS evaluation WHERE evaluation.run_id = benchmark_runs.run_id AND details IS NOT NULL
)`.as("has_texts");

/** The owner of a run's batch; null: it is in none. */
const batchOwner = sql<
  string | null
>`(SELECT key_id FROM batch_runs AS batch WHERE batch.batch_id = benchmark_runs.batch_id)`;

/** How a run stands; undefined if there is none of that name. Reads a row of each table, and of its evaluations. */
export const readStanding = async (database: Database, runId: string): Promise<Standing | undefined> => {
  const { status, errorType, outcome, keyId: sender } = benchmarkRuns;
  const [[run], [corrected], [latest]] = await database.batch([
    database
      .select({
        ...{ status, errorType, outcome, sender, hasTexts },
        ...figuresIn(benchmarkRuns),
        batchOwner: batchOwner.as("batch_owner"),
      })
      .from(benchmarkRuns)
      .where(eq(benchmarkRuns.runId, runId)),
    database.select(figuresIn(runCorrections)).from(runCorrections).where(eq(runCorrections.runId, runId)),
    decisionsQuery(database, { runId }, 1),
  ]);
  if (!run) return undefined;
  const { isSuccessful, totalScore, weightedScore, costUsd } = run;
  return {
    status: run.status,
    errorType: run.errorType,
    outcome: run.outcome,
    submitted: { isSuccessful, totalScore, weightedScore, costUsd },
    corrected: corrected ?? NOTHING_CORRECTED,
    hasTexts: run.hasTexts === 1,
    latest: latest?.id ?? 0,
    owners: run.batchOwner === null ? [run.sender] : [run.sender, run.batchOwner],
  };
};

/** A decision about a run that is about to be stored: what was decided, what that changes, and what counts from then on. */
export interface DecisionToStore extends Figures {
  runId: string;
  kind: DecisionKind;
  reason: string;
  changes: Changes;
  /** null: nothing about what the run counts as changes. */
  outcome: Outcome | null;
  decidedAt: Date;
  keyId: string;
}

/** The number that the next decision gets, as a decision that is only tried shows it. */
const nextNumber = async (database: Database): Promise<number> => {
  const [row] = await database.select({ id: decisions.id }).from(decisions).orderBy(desc(decisions.id)).limit(1);
  return (row?.id ?? 0) + 1;
};

/**
 * Stores a decision if the latest one about its run is still `latest`; the triggers then count the run anew in the same transaction.
 * Gives the decision as the public may see it; undefined if another was made meanwhile: nothing has changed then. A dry run stores nothing.
 */
export const storeDecision = async (
  database: Database,
  decision: DecisionToStore,
  { latest, dry }: { latest: number; dry: boolean },
): Promise<Decision | undefined> => {
  const { runId, kind, reason, outcome, totalScore, weightedScore, costUsd, keyId } = decision;
  const changes = JSON.stringify(decision.changes);
  const decidedAt = decision.decidedAt.getTime();
  const shown = { runId, batchId: null, kind, reason, changes, runs: null, decidedAt };
  if (dry) return decisionOf({ ...shown, id: await nextNumber(database) });
  const isSuccessful = decision.isSuccessful === null ? null : Number(decision.isSuccessful);
  const [stored] = await database.all<{ id: number }>(sql`INSERT INTO ${decisions}
    (run_id, kind, reason, changes, decided_at, key_id, outcome, is_successful, total_score, weighted_score, cost_usd)
    SELECT ${runId}, ${kind}, ${reason}, ${changes}, ${decidedAt}, ${keyId}, ${outcome}, ${isSuccessful}, ${totalScore}, ${weightedScore}, ${costUsd}
    WHERE (SELECT coalesce(max(id), 0) FROM ${decisions} WHERE run_id = ${runId}) = ${latest}
    RETURNING id`);
  return stored && decisionOf({ ...shown, id: stored.id });
};
