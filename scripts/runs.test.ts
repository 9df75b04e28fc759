import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { examples } from "#contract/openapi/recorded.ts";
import { command } from "./runs.ts";
import { type ContractServer, startContractServer } from "./testing/contract-server.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const [example] = examples.listRuns.body;
const ALL = 1_450;

/** A server with so many runs, in pages; of suite "none" it has none. */
let server: ContractServer;
/** What the first runs have besides. */
let more: object[] = [];
beforeAll(async () => {
  server = await startContractServer(({ id, query }) => {
    if (id !== "listRuns") return undefined;
    const from = Number(query["cursor"]?.split(".")[1] ?? 0);
    const end =
      query["suite"] === "none" || query["agent"] === "ehco" ? 0 : Math.min(ALL, from + Number(query["limit"]));
    const body = Array.from({ length: end - from }, (_, position) => ({
      ...example,
      runId: `run-${from + position}`,
      ...more[position],
    }));
    return { status: 200, body, headers: end > 0 && end < ALL ? { "x-next-cursor": `1.${end}` } : {} };
  });
});
afterAll(() => server.close());
beforeEach(() => {
  server.asked.length = 0;
  more = [];
});

const runs = (...args: string[]) => runInProcess(command, ["--url", server.url, ...args]);

describe("npm run runs", () => {
  it("prints a table, whole where the output is no terminal", async () => {
    const { code, output, errors } = await runs("--limit", "1");
    expect(output).toMatchInlineSnapshot(`
      "   STARTED (UTC)  SUITE          SCENARIO        TIER  ENTRY                 OUTCOME  SCORE  DATA       BATCH               RUN
      2026-08-02 22:01  example-suite  vite-react-app  L1    echo~example/model-2  fail       0.5  synthetic  nightly-2026-08-02  run-0
      "
    `);
    expect(errors).toBe("there are more: --all or --limit N shows them\n");
    expect(code).toBe(0);
  });

  it("says of a total how many passed, and who ran what, where that is stated", async () => {
    const total = { outcome: "not-stated", trials: 1_225, passes: 1_000, relationship: "first-party" };
    const decided = { ...total, outcome: "excluded", relationship: undefined };
    more = [total, decided, {}];
    const { output } = await runs("--limit", "3");
    const [head, ...rows] = output.trim().split("\n");
    expect(head).toMatch(/OUTCOME +SCORE +RUN BY/);
    expect(rows[0]).toMatch(/ 1,000 of 1,225 passed +0\.5 +first-party /);
    expect(rows[1]).toMatch(/ excluded +0\.5 +synthetic/);
    expect(rows[2]).toMatch(/ fail +0\.5 +synthetic/);
  });

  it("hands every filter to the API", async () => {
    const names = ["suite", "suite-version", "scenario", "tier", "agent", "model", "variant", "batch"];
    const texts = { status: "failed", outcome: "timeout", since: "2026-08-01", until: "2026-08-02T00:00:00Z" };
    const named = names.flatMap((name) => [`--${name}`, `a ${name}/&`]);
    await runs(...named, ...Object.entries(texts).flatMap(([name, text]) => [`--${name}`, text]));
    expect(server.asked[0]?.query).toEqual({
      suite: "a suite/&",
      suiteVersion: "a suite-version/&",
      scenario: "a scenario/&",
      tier: "a tier/&",
      agent: "a agent/&",
      model: "a model/&",
      variant: "a variant/&",
      batchId: "a batch/&",
      ...texts,
      limit: "50",
    });
  });

  it("follows the pages as far as it is asked to", async () => {
    const limited = await runs("--limit", "1250", "--json");
    expect(JSON.parse(limited.output)).toHaveLength(1_250);
    expect(server.asked.map(({ query }) => query)).toEqual([{ limit: "1000" }, { limit: "250", cursor: "1.1000" }]);
    const { output, errors } = await runs("--all", "--json");
    const ids = (JSON.parse(output) as { runId: string }[]).map(({ runId }) => runId);
    expect(ids).toEqual(Array.from({ length: ALL }, (_, position) => `run-${position}`));
    expect(errors).toBe("");
  });

  it.each([
    [["take-back", "r1"], "makeDecision", "run r1 is excluded\n"],
    [["purge", "r1"], "purgeRun", "run r1 is emptied of its texts; its figures stay\n"],
    [["take-back", "r1", "--dry-run"], "makeDecision", "run r1 would be excluded\n"],
    [["purge", "r1", "--dry-run"], "purgeRun", "run r1 would be emptied of its texts; its figures stay\n"],
  ])("decides about a run: %j", async (args, id, said) => {
    const { code, output } = await runs(...args, "--reason", "why", "--key", "k");
    expect({ code, output }).toEqual({ code: 0, output: said });
    const query = args.includes("--dry-run") ? { dry: "1" } : {};
    const body = { reason: "why", ...(id === "makeDecision" && { kind: "exclude" }) };
    expect(server.asked).toEqual([{ id, names: ["r1"], query, body, key: "Bearer k" }]);
  });

  it("says that there are none", async () => {
    expect(await runs("--suite", "none")).toEqual({ code: 0, output: "no runs\n", errors: "" });
    expect((await runs("--suite", "none", "--json")).output).toBe("[]\n");
  });

  it.each(["", "--json"])("says of a name that is not there what was probably meant: %s", async (json) => {
    const { code, output, errors } = await runs("--suite", "none", "--agent", "ehco", ...(json ? [json] : []));
    expect({ code, output, errors }).toEqual({
      ...{ code: 1, output: "", errors: "no run states the agent ehco (did you mean echo?)\n" },
    });
  });

  it.each([
    [["--limit", "0"]],
    [["--limit", "2", "--all"]],
    [["--status", "done"]],
    [["a-run"]],
    [["purge"]],
    [["take-back", "r"]],
  ])("exits with 2 for %j, and asks nothing", async (args) => {
    const { code, errors } = await runs(...args);
    expect(errors).toMatch(/npm run runs -- --help says more\n$/);
    expect(code).toBe(2);
    expect(server.asked).toEqual([]);
  });
});
