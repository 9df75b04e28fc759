import { storeRuns } from "../db/store-runs.ts";
import { maySubmit } from "../http/authorization.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import type { Handler } from "./handler.ts";
import { foreignBatchText, foreignRunText, removedBatchText } from "./ownership.ts";
import { conflictIssues, prepareRun } from "./prepare-run.ts";

/** POST /api/results: one run with its evaluations and telemetry. */
export const submitRun: Handler<"submitRun"> = async ({ body, identity, database, dry }) => {
  const { runId, suite } = body;
  if (!maySubmit(identity, suite)) throw new StatusError(403, `this key may not submit to suite ${suite}`);
  const prepared = prepareRun(body, new Date());
  if ("issues" in prepared) throw invalidError("the run", prepared.issues);
  const [stored] = await storeRuns(database, [prepared.run], identity, dry ? new Map() : undefined);
  if (stored?.result === "foreign-batch") {
    const message = foreignBatchText(stored.batchId, stored.owner);
    throw new StatusError(403, message, { issues: [{ path: ["batchId"], message }] });
  }
  if (stored?.result === "removed-batch") {
    const message = removedBatchText(stored.batchId);
    throw new StatusError(409, message, { issues: [{ path: ["batchId"], message }] });
  }
  if (stored?.result === "foreign-run") throw new StatusError(409, foreignRunText(runId, stored.owner));
  if (stored?.result === "conflict") {
    throw new StatusError(409, `run ${runId} already exists with different content: ${stored.fields.join(", ")}`, {
      issues: conflictIssues(stored.fields),
    });
  }
  return {
    status: stored?.result === "accepted" ? 201 : 200,
    body: {
      success: true,
      runId,
      ...(stored?.result === "duplicate" && { duplicate: true }),
      ...(stored?.result === "replaced" && { replaced: true }),
    },
  };
};
