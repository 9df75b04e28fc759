import { afterEach, describe, expect, it } from "vitest";
import { WorkerClient } from "#client/worker-client.ts";
import { examples } from "#contract/openapi/recorded.ts";
import type { SnapshotChange, SnapshotChanges } from "#contract/snapshot/changes.ts";
import { type Answering, type ContractServer, problem, startContractServer } from "../testing/contract-server.ts";
import { type DecisionReason, readReasons, withReasons } from "./decision-reasons.ts";

const { signal } = new AbortController();
const SINCE = "2026-08-01T00:00:00.000Z";

describe("readReasons", () => {
  let server: ContractServer | undefined;
  afterEach(() => server?.close());
  const read = async (answering: Answering) => {
    server = await startContractServer(answering);
    return readReasons(new WorkerClient({ url: server.url, retries: 0 }), SINCE, signal);
  };
  const [example] = examples.listDecisions.body;
  const decision = (runId: string | undefined, decidedAt: string, reason: string) => ({
    ...example,
    ...{ runId, kind: "exclude", reason, decidedAt },
  });
  const { run } = examples.getRun.body;

  it("has the reasons since a moment, with whose run each was about", async () => {
    const reasons = await read(({ id, names }) => {
      if (id === "listDecisions") {
        const newest = decision("r1", "2026-08-03T00:00:00.000Z", "flaky");
        const ofBatch = decision(undefined, "2026-08-02T00:00:00.000Z", "all of it");
        const old = decision("r2", "2026-07-31T00:00:00.000Z", "before");
        return { status: 200, body: [newest, ofBatch, decision("r3", SINCE, "at that moment"), old] };
      }
      const own = { ...run, runId: names[0], suite: "s", suiteVersion: "2", agent: "x", model: null, variant: "v" };
      return {
        status: 200,
        body: { ...examples.getRun.body, run: names[0] === "r1" ? own : { ...own, suiteVersion: null } },
      };
    });
    const entry = { agent: "x", variant: "v" };
    expect(reasons).toEqual([
      { suite: "s", suiteVersion: "2", entry, kind: "exclude", reason: "flaky" },
      { suite: "s", suiteVersion: undefined, entry, kind: "exclude", reason: "at that moment" },
    ]);
    expect(server?.asked.map(({ names }) => names[0])).toEqual([undefined, "r1", "r3"]);
  });

  it("has none where the Worker refuses or does not answer", async () => {
    expect(await read(() => problem(503, "busy"))).toEqual([]);
    const gone = new WorkerClient({ url: "http://127.0.0.1:1", retries: 0 });
    expect(await readReasons(gone, SINCE, signal)).toEqual([]);
  });
});

describe("withReasons", () => {
  const entry = { agent: "x" };
  const place = { suite: "s", suiteVersion: "2", entry };
  const CHANGES: Record<"exclusion" | "inclusion" | "re-score" | "re-price" | "runs-added", SnapshotChange> = {
    exclusion: { kind: "exclusion", ...place, runs: 1 },
    inclusion: { kind: "inclusion", ...place, runs: 1 },
    "re-score": { kind: "re-score", ...place, cells: 1, passesBefore: 1, passes: 0 },
    "re-price": { kind: "re-price", ...place, cells: 1, costUsdBefore: 1, costUsd: 2 },
    "runs-added": { kind: "runs-added", ...place, runs: 1, scenarios: 1 },
  };
  const changesOf = (kind: keyof typeof CHANGES): SnapshotChanges => ({
    ...{ from: "a".repeat(64), to: "b".repeat(64), runs: 1, runsBefore: 1 },
    changes: [CHANGES[kind]],
  });
  const reason = (kind: DecisionReason["kind"], text: string, more: Partial<DecisionReason> = {}): DecisionReason => ({
    ...place,
    ...{ kind, reason: text },
    ...more,
  });
  const reasonsIn = (changes: SnapshotChanges) =>
    changes.changes.map((change) => ("reasons" in change ? change.reasons : undefined));

  it.each([
    ["exclusion", "exclude"],
    ["inclusion", "include"],
    ["re-score", "re-score"],
    ["re-price", "re-price"],
  ] as const)("adds to a change of kind %s the reasons of %s, each once", (kind, of) => {
    const known = [reason(of, "one"), reason(of, "two"), reason(of, "one")];
    expect(reasonsIn(withReasons(changesOf(kind), known))).toEqual([["one", "two"]]);
  });

  it("adds none of another kind, suite, version or entry, and to no other change", () => {
    const others = [
      reason("include", "kind"),
      reason("exclude", "suite", { suite: "t" }),
      reason("exclude", "version", { suiteVersion: undefined }),
      reason("exclude", "entry", { entry: { agent: "x", model: "m" } }),
    ];
    expect(reasonsIn(withReasons(changesOf("exclusion"), others))).toEqual([undefined]);
    expect(reasonsIn(withReasons(changesOf("runs-added"), [reason("exclude", "one")]))).toEqual([undefined]);
  });
});
