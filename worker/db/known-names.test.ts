import { env } from "cloudflare:test";
import { expect, it } from "vitest";
import { call, costOf, postLines } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";
import { openDatabase } from "./database.ts";
import { readEvaluatorNames } from "./known-names.ts";

const evaluations = ["tests", "judge", "a person"].map((evaluatorName) => ({ evaluatorName, score: 1, maxScore: 1 }));

it("reads few rows for the names of evaluators, however many suites each has evaluated", async () => {
  const database = openDatabase(env.DB);
  expect(await readEvaluatorNames(database)).toEqual([]);
  await postLines(Array.from({ length: 200 }, (_, n) => makeRun({ runId: `${n}`, suite: `suite ${n}`, evaluations })));
  expect(await readEvaluatorNames(database)).toEqual(["a person", "judge", "tests"]);
  const missed = await call("/api/stats/evaluators/judges/trends");
  expect(await missed.text()).toContain("did you mean judge?");
  expect(costOf(missed).rowsRead).toBeLessThanOrEqual(20);
});
