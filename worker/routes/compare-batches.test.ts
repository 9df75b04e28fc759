import { beforeEach, describe, expect, it } from "vitest";
import { BatchComparisonSchema, BatchDetailsSchema } from "#contract/batches/batch-details.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, postLines, read } from "../testing/call.ts";
import { makeRun } from "../testing/make-run.ts";

describe("GET /api/batches/compare", () => {
  beforeEach(async () => {
    await postLines([
      makeRun({ batchId: "one" }),
      makeRun({ batchId: "one", runId: "run-2", scenario: "other", isSuccessful: false }),
      makeRun({ batchId: "a,b", runId: "run-3" }),
      makeRun({ batchId: "compare", runId: "run-4" }),
    ]);
  });

  it("puts batches side by side, in the order asked for", async () => {
    const ids = encodeURIComponent(["a%2Cb", "one"].join(","));
    const { batches, scenarios } = BatchComparisonSchema.parse(await read(`/api/batches/compare?ids=${ids}`));
    expect(batches.map(({ batchId, successRateEstimate }) => [batchId, successRateEstimate?.value])).toEqual([
      ["a,b", 1],
      ["one", 0.5],
    ]);
    expect(
      scenarios.map(({ scenario, figures }) => [scenario, figures.map((one) => one?.successRateEstimate?.value)]),
    ).toEqual([
      ["other", [undefined, 0]],
      ["scenario", [1, 1]],
    ]);
    expect(scenarios[0]?.figures[0]).toBeNull();
  });

  it("names the unknown ones", async () => {
    const response = await call("/api/batches/compare?ids=one,on,y");
    expect(response.status).toBe(404);
    const problem = ProblemSchema.parse(await response.json());
    expect(problem.detail).toBe("no batch is called on (did you mean one?), nor y");
  });

  it.each(["", "?ids=", "?ids=one", "?ids=one,one", "?ids=a,b,c,d,e,f", "?ids=one,", "?ids=one,%25zz"])(
    "refuses %s",
    async (query) => {
      const response = await call(`/api/batches/compare${query}`);
      expect(response.status).toBe(400);
      expect(ProblemSchema.parse(await response.json()).detail).toContain("ids");
    },
  );

  it("leaves a batch that is called compare within reach", async () => {
    expect(BatchDetailsSchema.parse(await read("/api/batches/%63ompare")).batchId).toBe("compare");
  });
});
