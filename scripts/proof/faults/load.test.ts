import { afterEach, describe, expect, it } from "vitest";
import { RunSchema } from "#contract/runs/run.ts";
import { type Answering, type ContractServer, problem, startContractServer } from "../../testing/contract-server.ts";
import type { Account } from "./account.ts";
import { Ledger } from "./ledger.ts";
import { startLoad, untilAnswered } from "./load.ts";
import { type RunPlan, runIdOf, statesOf } from "./planned-runs.ts";
import { sendUnsettled } from "./send-unsettled.ts";

const SEED = "load";
const accountOf = (): Account => ({
  seed: SEED,
  keys: [
    { id: "1", token: "first" },
    { id: "2", token: "second" },
  ],
  runs: new Ledger(),
  batches: new Ledger(),
  violations: [],
  unanswered: 0,
});

/** Takes what it is sent, as a Worker does: what is there in its last state already is a duplicate. */
const storing = () => {
  const stored = new Map<string, string>();
  const store = (run: { runId: string }): boolean => {
    const text = JSON.stringify(run);
    const isKnown = stored.get(run.runId) === text;
    stored.set(run.runId, text);
    return isKnown;
  };
  const answering: Answering = ({ id, body }) => {
    const sent = body as { runId: string; batchId: string };
    if (id === "submitBatch") return { status: 201, body: { success: true, batchId: sent.batchId } };
    if (id === "submitRun") {
      const duplicate = store(sent);
      return {
        status: duplicate ? 200 : 201,
        body: { success: true, runId: sent.runId, ...(duplicate && { duplicate }) },
      };
    }
    if (id !== "submitBulk") return undefined;
    const known = (body as { runId: string }[]).filter(store).length;
    const accepted = (body as unknown[]).length - known;
    return { status: 200, body: { accepted, duplicates: known, conflicts: [], rejected: [] } };
  };
  return { answering, stored };
};

describe("the load on a Worker", () => {
  let server: ContractServer | undefined;
  afterEach(() => server?.close());
  const start = async (answering: Answering): Promise<string> => {
    server = await startContractServer(answering);
    return server.url;
  };
  /** Submits until so many requests were made; gives the account. */
  const load = async (answering: Answering, { account = accountOf(), round = 1, requests = 60 } = {}) => {
    const before = account.unanswered;
    const running = startLoad(account, await start(answering), round);
    while ((server?.asked.length ?? 0) < requests) await new Promise((resolve) => setTimeout(resolve, 5));
    running.cease();
    await running.ended;
    expect(running.inFlight()).toBe(0);
    // Round 1 has nothing of another key to try to change, which alone is not counted.
    const settled = running.answers() + account.unanswered - before;
    if (round === 1) expect(settled).toBe(server?.asked.length);
    return account;
  };

  it("submits one by one, in batches and in bulk, and notes what was acknowledged", async () => {
    const { answering, stored } = storing();
    const account = await load(answering);
    expect(account.violations).toEqual([]);
    expect(account.unanswered).toBe(0);
    expect(new Set(server?.asked.map(({ id }) => id))).toEqual(new Set(["submitRun", "submitBatch", "submitBulk"]));
    expect(account.runs.countAcknowledged()).toBe(stored.size);
    for (const { name, plan, acknowledged } of account.runs.entries()) {
      const kept = statesOf(SEED, plan)[acknowledged - 1];
      if (acknowledged > 0) expect(RunSchema.parse(JSON.parse(stored.get(name) ?? ""))).toEqual(RunSchema.parse(kept));
    }
  });

  it("sends again what was sent before: a Worker that takes it as new forgets", async () => {
    const account = await load(storing().answering, { requests: 40 });
    server?.close();
    const forgetting: Answering = (asked) => storing().answering(asked);
    await load(forgetting, { account, round: 2, requests: 80 });
    expect(
      account.violations.some((line) => /was acknowledged, then taken as new$|were there already$/.test(line)),
    ).toBe(true);
  });

  it("sends every run with the key of its owner", async () => {
    const account = await load(storing().answering, { requests: 80 });
    const keys = account.keys.map(({ token }) => `Bearer ${token}`);
    const ownersOf = (body: unknown) =>
      [body].flat().map((run) => account.runs.get((run as { runId: string }).runId)?.plan.owner ?? -1);
    const sent = server?.asked.filter(({ id }) => id !== "submitBatch") ?? [];
    for (const { key, body } of sent)
      expect(new Set(ownersOf(body).map((owner) => keys[owner]))).toEqual(new Set([key]));
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(keys));
  });

  it("tries to change what another key brought: a Worker that lets it is found out", async () => {
    const account = await load(storing().answering, { requests: 40 });
    server?.close();
    await load(storing().answering, { account, round: 2, requests: 300 });
    expect(account.violations).toContainEqual(
      expect.stringMatching(/^run \S+ was taken from a key that it does not belong to$/),
    );
  });

  it("takes a refusal of what is right for a violation, and no answer for none", async () => {
    const refused = await load(() => problem(422, "not to my taste"), { requests: 20 });
    expect(refused.violations.length).toBeGreaterThan(0);
    expect(refused.violations[0]).toMatch(/^(?:run|batch|bulk) .*not to my taste/);
    expect(refused.runs.countAcknowledged()).toBe(0);
    expect(refused.unanswered).toBeGreaterThan(0);
  });

  it("takes a refusal for an answer, and waits for one no longer than it may", async () => {
    const running = startLoad(accountOf(), await start(() => problem(422, "not to my taste")), 1);
    await untilAnswered(running, AbortSignal.timeout(60_000));
    expect([running.isAnswered(), running.answers()]).toEqual([true, 0]);
    running.cease();
    await running.ended;
    const silent = { isAnswered: () => false };
    await expect(untilAnswered(silent, new AbortController().signal, 20)).rejects.toThrow("answers nothing within");
    await expect(untilAnswered(silent, AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
  });

  it("begins nothing once it has ceased", async () => {
    const running = startLoad(accountOf(), await start(storing().answering), 1);
    running.cease();
    await running.ended;
    const { length } = server?.asked ?? [];
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server?.asked).toHaveLength(length ?? 0);
  });
});

describe("sendUnsettled", () => {
  let server: ContractServer | undefined;
  afterEach(() => server?.close());

  it("sends the last state of all of which it was not acknowledged, and nothing else", async () => {
    const account = accountOf();
    const plans = Array.from(
      { length: 402 },
      (_, number): RunPlan => ({ number, batchId: undefined, owner: number % 2 }),
    );
    for (const plan of plans) account.runs.note(runIdOf(SEED, plan.number), plan, statesOf(SEED, plan).length);
    account.runs.acknowledge(runIdOf(SEED, 0), account.runs.get(runIdOf(SEED, 0))?.states ?? 0);
    account.batches.note("done", { size: 1, owner: 0 }, 2);
    account.batches.acknowledge("done", 2);
    account.batches.note("begun", { size: 3, owner: 1 }, 2);
    account.batches.acknowledge("begun", 1);
    server = await startContractServer(storing().answering);
    const { url } = server;
    expect(await sendUnsettled(url, account, AbortSignal.timeout(60_000))).toEqual({ runs: 401, batches: 1 });
    expect(account.runs.unsettled()).toEqual([]);
    expect(account.batches.unsettled()).toEqual([]);
    const [batch, ...bulks] = server.asked;
    expect(batch).toMatchObject({ id: "submitBatch", body: { batchId: "begun", totalRuns: 3 } });
    expect(bulks.map(({ body }) => (body as unknown[]).length)).toEqual([201, 200]);
    const [first] = (bulks[0]?.body ?? []) as unknown[];
    expect(first).toEqual(JSON.parse(JSON.stringify(statesOf(SEED, { number: 1, batchId: undefined }).at(-1))));
    expect(await sendUnsettled(url, account, AbortSignal.timeout(60_000))).toEqual({ runs: 0, batches: 0 });
  });
});
