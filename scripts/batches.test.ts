import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { command as batchesCommand } from "./batches.ts";
import { command as compareCommand } from "./compare-batches.ts";
import { type ContractServer, problem, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const withWrongClaim = () => {
  const { batches, scenarios } = examples.compareBatches.body;
  const differences = [{ field: "totalRuns", claimed: 5, recomputed: 4 }];
  return { batches: batches.map((batch, position) => (position === 1 ? { ...batch, differences } : batch)), scenarios };
};

/** What is answered about a batch that takes two requests. */
let removals = 0;
const longBatch = (id: string, cursor: string | undefined) => {
  const answer = { success: true, batchId: "long" };
  if (id !== "removeBatch") {
    return { status: 200, body: { ...answer, ...(cursor ? { decided: 10 } : { decided: 50, next: "1.2" }) } };
  }
  removals += 1;
  return { status: 200, body: { ...answer, removed: removals === 1 ? 50 : 1, done: removals === 2 } };
};

let server: ContractServer;
beforeAll(async () => {
  server = await startContractServer(({ id, names, query }) => {
    if (names[0] === "long") return longBatch(id, query["cursor"]);
    if (id === "listBatches" && query["status"] === "completed") return { status: 200, body: [] };
    if (query["ids"] === "claimed,b") return { status: 200, body: withWrongClaim() };
    return query["ids"]?.includes("nowhere") ? problem(404, "no batch is called nowhere") : undefined;
  });
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  removals = 0;
});

const batches = (...args: string[]) => runInProcess(batchesCommand, ["--url", server.url, ...args]);
const compare = (...args: string[]) => runInProcess(compareCommand, ["--url", server.url, ...args]);

describe("npm run batches", () => {
  it("hands a batch to a key", async () => {
    const { code, output } = await batches("give", "nightly", "k7", "--key", "admin");
    const { batchId, owner } = examples.giveBatch.body;
    expect({ code, output }).toEqual({ code: 0, output: `batch ${batchId} belongs to key ${owner}\n` });
    expect(server.asked).toEqual([{ id: "giveBatch", names: ["k7", "nightly"], query: {}, key: "Bearer admin" }]);
  });

  it("takes a batch back request by request, until nothing follows", async () => {
    const { code, output } = await batches("take-back", "long", "--reason", "why", "--key", "k");
    expect({ code, output }).toEqual({ code: 0, output: "60 runs of batch long are excluded\n" });
    const body = { kind: "exclude", reason: "why" };
    expect(server.asked).toEqual([
      { id: "takeBackBatch", names: ["long"], query: {}, body, key: "Bearer k" },
      { id: "takeBackBatch", names: ["long"], query: { cursor: "1.2" }, body, key: "Bearer k" },
    ]);
  });

  it("removes a batch request by request, until it is gone", async () => {
    const { code, output } = await batches("remove", "long", "--reason", "a name", "--key", "k");
    expect({ code, output }).toEqual({ code: 0, output: "batch long and its 51 runs are removed\n" });
    expect(server.asked.map(({ query }) => query)).toEqual([{ reason: "a name" }, { reason: "a name" }]);
  });

  it("tries each of them without doing it", async () => {
    expect((await batches("give", "nightly", "k7", "--dry-run")).output).toMatch(/^batch .* would belong to key k1\n$/);
    expect((await batches("take-back", "short", "--reason", "r", "--dry-run")).output).toBe(
      "1 run of batch short would be excluded\n",
    );
    expect((await batches("remove", "short", "--reason", "r", "--dry-run")).output).toBe(
      "batch short and its 1 run would be removed\n",
    );
    const writes = server.asked.filter(({ id }) => id !== "getBatch");
    expect(writes.map(({ query }) => query["dry"])).toEqual(["1", "1", "1"]);
  });

  it.each([
    [["give"], "give needs BATCH and KEY: BATCH is missing"],
    [["give", "nightly"], "give needs BATCH and KEY: KEY is missing"],
    [["give", "a", "b", "c"], "one argument too many: c"],
    [["give", "a", "b", "--reason", "r"], "give takes no --reason"],
    [["tkae-back"], "there is no action called tkae-back (did you mean take-back?): leave it out for the list, or"],
    [["take"], "there is no action called take: leave it out for the list, or use give, take-back, remove"],
    [["take-back", "--reason", "r"], "take-back needs BATCH: BATCH is missing"],
    [["take-back", "nightly"], "take-back needs --reason TEXT, which is public"],
    [["remove", "nightly", "--reason", " "], "remove needs --reason TEXT, which is public"],
    [["--reason", "r"], "--reason and --dry-run go with give, take-back, remove"],
    [["--dry-run"], "--reason and --dry-run go with give, take-back, remove"],
  ])("exits with 2 for %j, and asks nothing", async (args, message) => {
    const { code, errors } = await batches(...args);
    expect(code).toBe(2);
    expect(errors).toContain(message);
    expect(server.asked).toEqual([]);
  });

  it("prints a table", async () => {
    const { code, output, errors } = await batches();
    expect(output).toMatchInlineSnapshot(`
      "BATCH                  CREATED (UTC)  STATUS   PASSES  COUNTED  RUNS  SYNTHETIC   COST  CLAIMS
      nightly-2026-08-02  2026-08-02 22:00  running   50.0%        4     4          4  $0.16  n/a
      "
    `);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(server.asked[0]?.query).toEqual({ limit: "50" });
  });

  it("hands its options to the API, and says that there are none", async () => {
    expect((await batches("--status", "completed", "--sort-by", "score", "--all")).output).toBe("no batches\n");
    expect(server.asked[0]?.query).toEqual({ status: "completed", sortBy: "score", limit: "1000" });
  });

  it("prints the API's answer with --json", async () => {
    expect(JSON.parse((await batches("--json")).output)).toEqual(examples.listBatches.body);
  });

  it.each([
    [["--status", "done"], "--status must be completed or running: done"],
    [["--sort-by", "name"], "--sort-by must be date or score: name"],
    [["--limit", "many"], "--limit must be a whole number"],
  ])("exits with 2 for %j, and asks nothing", async (args, message) => {
    const { code, errors } = await batches(...args);
    expect(errors).toContain(message);
    expect(code).toBe(2);
    expect(server.asked).toEqual([]);
  });
});

describe("npm run compare-batches", () => {
  it("prints the batches' figures, and their rates scenario by scenario", async () => {
    const { code, output, errors } = await compare("a,b", "c%");
    expect(output).toMatchInlineSnapshot(`
      "   BATCH               SUCCESS  95% INTERVAL  PASSED  COUNTED  RUNS  SYNTHETIC  COST/RUN  COST/PASS  COVERAGE  SCORE        TIME  TOKENS
      A  nightly-2026-08-01   100.0%     2.5–100.0  100.0%        1     1          1   $0.0450    $0.0450       1/1    0.9  3 min 20 s    9.5k
      B  nightly-2026-08-02    50.0%      3.9–96.1   50.0%        4     4          4   $0.0400    $0.0800       4/4  0.625   3 min 0 s     n/a

      SUITE          SCENARIO               A  A 95% INTERVAL      B  B 95% INTERVAL
      example-suite  nx-pnpm-monorepo  100.0%       2.5–100.0  50.0%       0.0–100.0
      example-suite  vite-react-app         –               –  50.0%       0.0–100.0
      "
    `);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(server.asked[0]?.query).toEqual({ ids: "a%2Cb,c%25" });
  });

  it("prints the API's answer with --json", async () => {
    expect(JSON.parse((await compare("a", "b", "--json")).output)).toEqual(examples.compareBatches.body);
  });

  it("names claims that the runs do not bear out", async () => {
    expect((await compare("claimed", "b")).output).toContain(
      "\n\nB claims that totalRuns is 5; by its runs it is 4\n\n",
    );
  });

  it("exits with 1 for a batch that is not there", async () => {
    const { code, errors } = await compare("a", "nowhere");
    expect(code).toBe(1);
    expect(errors).toMatch(/answered 404: no batch is called nowhere\n$/);
  });

  it.each([[[]], [["a"]], [["a", "a"]], [["a", ""]], [["a", "b", "c", "d", "e", "f"]]])(
    "exits with 2 for %j, and asks nothing",
    async (args) => {
      const { code, errors } = await compare(...args);
      expect(errors).toMatch(/^name two to 5 different batches/);
      expect(code).toBe(2);
      expect(server.asked).toEqual([]);
    },
  );
});
