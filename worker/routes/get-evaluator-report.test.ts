import { expect, it } from "vitest";
import { EvaluatorReportSchema } from "#contract/figures/evaluator-report.ts";
import { buildSite } from "../testing/built-site.ts";
import { call, postLines, unlimited } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

it("gives how the evaluators of a version agree, as the site that was built has it", async () => {
  const given = (tests: number, judge: number) => [
    { evaluatorName: "tests", score: tests, maxScore: 1 },
    { evaluatorName: "judge", score: judge, maxScore: 1 },
  ];
  await postLines([
    makeRun({ agent: "a", evaluations: given(1, 0) }),
    makeRun({ runId: "run-2", agent: "b", evaluations: given(0, 1) }),
    makeRun({ runId: "run-3", agent: "no-op", evaluations: given(0, 0) }),
    makeRun({ runId: "run-4", suiteVersion: "2" }),
  ]);
  const environment = { ...unlimited, ASSETS: await buildSite() };
  const ask = async (path: string) => call(`/api/boards/suite/evaluators${path}`, {}, environment);
  const old = await ask("?version=");
  expect(old.headers.get("server-timing")).toContain("queries=0");
  const { evaluators, agreement, leftOut, ...head } = EvaluatorReportSchema.parse(await old.json());
  expect(head).toMatchObject({ suite: "suite", suiteVersion: null, corrected: [] });
  expect(evaluators.map(({ evaluator, runs, mean }) => [evaluator, runs, mean])).toEqual([
    ["judge", 2, 0.5],
    ["tests", 2, 0.5],
  ]);
  expect(agreement).toMatchObject([{ first: "judge", second: "tests", tau: -1, entries: 2, runs: 2 }]);
  expect(leftOut.map(({ evaluator }) => evaluator).sort()).toEqual(["judge", "tests"]);
  expect(EvaluatorReportSchema.parse(await (await ask("")).json())).toMatchObject({
    suiteVersion: "2",
    evaluators: [],
  });
  expect((await ask("?version=3")).status).toBe(404);
});
