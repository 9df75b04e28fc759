import { MAX_RUN_BYTES } from "#contract/runs/bulk.ts";
import type { Submitted } from "#contract/runs/run.ts";
import { openDatabase } from "../db/database.ts";
import { storeRuns } from "../db/store-runs.ts";
import type { Env } from "../env.ts";
import { json } from "../http/answer.ts";
import { maySubmit } from "../http/authorization.ts";
import { readJson } from "../http/body.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { authorize } from "./authorize.ts";
import { conflictIssues, prepareRun } from "./prepare-run.ts";

/** POST /api/results: one run with its evaluations and telemetry. */
export const submitRun = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  const identity = await authorize(request, env, database, "submit");
  const prepared = prepareRun(await readJson(request, MAX_RUN_BYTES));
  if ("issues" in prepared) throw invalidError("the run", prepared.issues);
  const { runId, suite } = prepared.run.run;
  if (!maySubmit(identity, suite)) throw new StatusError(403, `this key may not submit to suite ${suite}`);
  const [stored] = await storeRuns(database, [prepared.run], identity);
  if (stored?.result === "conflict") {
    throw new StatusError(409, `run ${runId} is here with other content: ${stored.fields.join(", ")}`, {
      issues: conflictIssues(stored.fields),
    });
  }
  const submitted: Submitted = {
    success: true,
    runId,
    ...(stored?.result === "duplicate" && { duplicate: true }),
    ...(stored?.result === "replaced" && { replaced: true }),
  };
  return json(submitted, { status: stored?.result === "accepted" ? 201 : 200 });
};
