import { beforeEach, describe, expect, it } from "vitest";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, post, postLines } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

const NAMES = [
  "' OR 1=1 --",
  '"; DROP TABLE cells; --',
  "%",
  "_",
  "\\",
  "\u0000",
  "\uFFFF🎉",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "{}[]$&",
  "x".repeat(4000),
  "__proto__",
  "~~~",
  "1e999",
];

/** Every place where the aggregates' endpoints take a name. */
const PATHS = [
  "/api/batches?cursor=@",
  "/api/batches?status=@",
  "/api/batches?sortBy=score&cursor=score~~@",
  "/api/batches?sortBy=date&cursor=date~@~a",
  "/api/batches/@",
  "/api/batches/@/analytics",
  "/api/batches/compare?ids=@,one",
  "/api/stats?days=@",
  "/api/stats/agents?suite=@",
  "/api/stats/agents?suite=suite&suiteVersion=@",
  "/api/stats/models?tier=@",
  "/api/stats/suites/@",
  "/api/stats/suites/suite?tier=@",
  "/api/stats/scenarios/@/scenario",
  "/api/stats/scenarios/suite/@",
  "/api/stats/evaluators?x=@",
  "/api/stats/evaluators/@/trends",
  "/api/compare?suite=@&a=agent&b=other",
  "/api/compare?suite=suite&a=@&b=agent",
  "/api/plan?suite=suite&entry=@",
  "/api/plan?suite=suite&entry=agent&power=@",
];

describe("the aggregates' endpoints", () => {
  beforeEach(async () => {
    await postLines([makeRun({ batchId: "one" })]);
  });

  it.each(PATHS)("answer hostile names at %s like any other", async (pattern) => {
    for (const name of NAMES) {
      const response = await call(pattern.replace("@", encodeURIComponent(name)));
      expect(response.status, name).toBeLessThan(500);
      if (response.status !== 200) ProblemSchema.parse(await response.json());
    }
    expect((await call("/api/stats/suites/suite")).status).toBe(200);
  });

  it("read back names that look like a statement, a path or a separator", async () => {
    for (const [position, name] of NAMES.filter((text) => text.length < 500 && text !== "\u0000").entries()) {
      const run = makeRun({
        runId: `r${position}`,
        suite: name,
        scenario: name,
        agent: name,
        batchId: name,
        tier: name,
      });
      expect((await post("/api/results", run)).status, name).toBe(201);
      const text = encodeURIComponent(name);
      expect((await call(`/api/batches/${text}`)).status, name).toBe(200);
      expect(await (await call(`/api/stats/scenarios/${text}/${text}?tier=${text}`)).json()).toMatchObject({
        suite: name,
        scenario: name,
        agentComparison: [{ agent: name }],
      });
    }
  });
});
