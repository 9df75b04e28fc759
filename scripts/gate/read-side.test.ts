import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import { OUTCOME_NAMES, type Outcome } from "#contract/runs/outcomes.ts";
import { COST_UNITS, DURATION_UNITS } from "#contract/snapshot/units.ts";
import { type Answering, type ContractServer, problem, startContractServer } from "../testing/contract-server.ts";
import { readFileSide } from "./read-file-side.ts";
import { addRun, emptySide, readBatchSide, readSnapshotSide, type Side } from "./read-side.ts";

const named = { suite: "s", scenario: "a", tier: "L0", agent: "agent" };
const none = { runs: 0, sum: 0 };
/** The cells of a side, each with its suite and entry. */
const cellsIn = ({ suites }: Side) =>
  [...suites.values()].flatMap(({ suite, suiteVersion, entries }) =>
    [...entries].flatMap(([entry, cells]) =>
      [...cells.values()].map((cell) => ({ suite, suiteVersion, entry, ...cell })),
    ),
  );

describe("addRun", () => {
  const sideOf = (outcomes: readonly Outcome[]) => {
    const side = emptySide("side");
    for (const outcome of outcomes) addRun(side, { ...named, outcome }, undefined);
    return side;
  };

  it("counts passes and every kind of failure that is the agent's, in their order", () => {
    const [cell] = cellsIn(sideOf(["pass", "fail", "timeout", "pass", "refusal", "unknown-failure"]));
    expect(cell).toEqual({
      ...{ suite: "s", suiteVersion: undefined, entry: "agent", scenario: "a", tier: "L0" },
      ...{ passes: 2, runs: 6, results: [1, 0, 0, 1, 0, 0], cost: none, duration: none },
    });
  });

  it("leaves out what counts nowhere else", () => {
    const counted = OUTCOME_NAMES.filter((outcome) => cellsIn(sideOf([outcome])).length > 0);
    expect(counted.toSorted()).toEqual(["fail", "pass", "refusal", "timeout", "unknown-failure"]);
  });

  it("takes a total for as many runs as it stands for, of which none has a place", () => {
    const side = emptySide("side");
    addRun(side, { ...named, outcome: "not-stated", trials: 5, passes: 3 }, undefined);
    addRun(side, { ...named, outcome: "not-stated", passes: 1 }, undefined);
    addRun(side, { ...named, outcome: "not-stated", trials: 4 }, undefined);
    expect(cellsIn(side)).toMatchObject([{ passes: 4, runs: 6, results: [] }]);
  });

  it("sums what runs report of cost and time, and counts those that do", () => {
    const side = emptySide("side");
    addRun(side, { ...named, outcome: "pass" }, { costUsd: 0.5, durationMs: 10 });
    addRun(side, { ...named, outcome: "pass" }, { costUsd: 0, durationMs: null });
    addRun(side, { ...named, outcome: "pass" }, {});
    expect(cellsIn(side)).toMatchObject([{ runs: 3, cost: { runs: 2, sum: 0.5 }, duration: { runs: 1, sum: 10 } }]);
  });

  it("keeps suites, versions, entries, scenarios and tiers apart", () => {
    const side = emptySide("side");
    const changes = [{}, { suite: "t" }, { suiteVersion: "1" }, { scenario: "b" }, { tier: "L1" }, { agent: "other" }];
    for (const change of [...changes, { model: "m" }, { variant: "v" }, { suiteVersion: null }]) {
      addRun(side, { ...named, ...change, outcome: "pass" }, undefined);
    }
    expect(cellsIn(side)).toHaveLength(8);
    expect(cellsIn(side).map(({ entry }) => entry)).toEqual(expect.arrayContaining(["agent~m", "agent~~v", "other"]));
    expect(side.suites.size).toBe(3);
  });
});

describe("readSnapshotSide", () => {
  it("takes the counts of the cells that have a counted run", () => {
    const side = readSnapshotSide({
      ...{ id: "0123456789abcdef", createdAt: "2026-08-01T12:00:00.000Z", runs: 6, batches: [] },
      suites: [
        {
          ...{
            suite: "s",
            suiteVersion: "1",
            scenarios: ["a", "b"],
            tiers: ["L0"],
            entries: [{ agent: "x", model: "m" }],
          },
          cells: {
            ...{
              scenario: [0, 1],
              tier: [0, 0],
              entry: [0, 0],
              pass: [2, 0],
              timeout: [1, 0],
              infrastructureError: [0, 3],
            },
            ...{
              costRuns: [2, 0],
              costSum: [3 * COST_UNITS, 0],
              durationRuns: [1, 0],
              durationSum: [7 * DURATION_UNITS, 0],
            },
          },
        },
      ],
    });
    expect(side.name).toBe("snapshot 0123456789ab");
    expect(cellsIn(side)).toEqual([
      {
        ...{ suite: "s", suiteVersion: "1", entry: "x~m", scenario: "a", tier: "L0", passes: 2, runs: 3, results: [] },
        ...{ cost: { runs: 2, sum: 3 }, duration: { runs: 1, sum: 7 } },
      },
    ]);
  });
});

describe("readBatchSide", () => {
  let server: ContractServer | undefined;
  afterEach(() => server?.close());

  const [example] = examples.listRuns.body;
  const read = async (answering: Answering) => {
    server = await startContractServer(answering);
    return readBatchSide(new WorkerClient({ url: server.url }), "b", AbortSignal.timeout(60_000));
  };
  const LINES = { "content-type": "application/x-ndjson" };
  const listed = (runId: string, outcome: Outcome, startedAt: string) => [
    { ...example, ...named, model: undefined, runId, outcome, startedAt },
  ];

  it("reads every page of its runs, puts them in the order in which they started, and adds what they report", async () => {
    const exported = {
      ...{ ...named, runId: "late", status: "completed", startedAt: "2026-01-03T00:00:00.000Z" },
      telemetry: { costUsd: 2, durationMs: 1500 },
    };
    const side = await read(({ id, query }) => {
      if (id === "exportRunsAsNdjson") return { status: 200, body: [exported], headers: LINES };
      return query["cursor"] === undefined
        ? { status: 200, body: listed("late", "fail", "2026-01-03T00:00:00.000Z"), headers: { "x-next-cursor": "1.1" } }
        : { status: 200, body: listed("early", "pass", "2026-01-01T00:00:00.000Z") };
    });
    expect(side.name).toBe("batch b");
    expect(cellsIn(side)).toMatchObject([
      { entry: "agent", results: [1, 0], runs: 2, cost: { runs: 1, sum: 2 }, duration: { runs: 1, sum: 1500 } },
    ]);
    expect(server?.asked.map(({ id, query }) => [id, query["batchId"], query["cursor"]])).toEqual([
      ["exportRunsAsNdjson", "b", undefined],
      ["listRuns", "b", undefined],
      ["listRuns", "b", "1.1"],
    ]);
  });

  it("refuses a batch without runs", async () => {
    const none: Answering = ({ id }) =>
      id === "getBatch" ? undefined : { status: 200, body: [], headers: id === "exportRunsAsNdjson" ? LINES : {} };
    await expect(read(none)).rejects.toThrow(/^batch b has no runs at http/);
    const unknown: Answering = (asked) => (asked.id === "getBatch" ? problem(404, "did you mean a?") : none(asked));
    await expect(read(unknown)).rejects.toThrow("did you mean a?");
  });
});

describe("readFileSide", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gate-files-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = (runId: string, startedAt: string, fields: object = {}) => ({
    ...{
      runId,
      suite: "s",
      scenario: "a",
      tier: "L0",
      agent: "agent",
      status: "completed",
      startedAt,
      isSuccessful: true,
    },
    ...fields,
  });
  const early = run("early", "2026-01-01T00:00:00.000Z", { telemetry: { costUsd: 1 } });
  const late = run("late", "2026-01-02T00:00:00.000Z", { isSuccessful: false });
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it.each([
    ["a list", JSON.stringify([late, early])],
    ["a list after blank lines", `\n ${JSON.stringify([late, early])}`],
    ["a run a line", `${JSON.stringify(late)}\n\n${JSON.stringify(early)}\n`],
  ])("reads %s, in the order in which the runs started", async (_, text) => {
    const side = await readFileSide([await write("runs.json", text)]);
    expect(side.name).toBe("runs.json");
    expect(cellsIn(side)).toMatchObject([{ entry: "agent", results: [1, 0], passes: 1, cost: { runs: 1, sum: 1 } }]);
  });

  it("puts several files together", async () => {
    const files = [await write("x.json", JSON.stringify([late])), await write("y.ndjson", JSON.stringify(early))];
    const side = await readFileSide(files);
    expect(side.name).toBe("x.json, y.ndjson");
    expect(cellsIn(side)).toMatchObject([{ results: [1, 0] }]);
  });

  it.each([
    ["{", /wrong\.json is neither a JSON list of runs nor a run a line: /],
    ["[", /neither a JSON list/],
    [JSON.stringify([early, { ...late, suite: undefined }]), /wrong\.json, run 2 is not a run: suite is missing$/],
    ["[]", /^wrong\.json holds no run$/],
    ["", /^wrong\.json holds no run$/],
  ])("refuses %j", async (text, message) => {
    await expect(readFileSide([await write("wrong.json", text)])).rejects.toThrow(message);
  });
});
