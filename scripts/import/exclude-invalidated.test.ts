import { expect, it } from "vitest";
import { RefusedError } from "#client/errors.ts";
import type { WorkerClient } from "#client/worker-client.ts";
import { excludeInvalidated } from "./exclude-invalidated.ts";

const signal = new AbortController().signal;
const runs = (...names: string[]) => names.map((runId) => ({ runId, reason: `why ${runId}` }));

/** A Worker with decisions, by their runs; `refuse` is the status of its answer to a new one. */
const workerWith = (decided: Record<string, string[]> = {}, refuse?: { status: number; from: number }) => {
  const made: unknown[] = [];
  const client = {
    listDecisions: async ({ runId }: { runId: string }) => ({
      items: (decided[runId] ?? []).map((reason) => ({ reason })),
    }),
    makeDecision: async ({ runId }: { runId: string }, decision: object) => {
      if (refuse && made.length >= refuse.from) throw new RefusedError("http://w", refuse.status, {});
      made.push({ runId, ...decision });
    },
  } as never as WorkerClient;
  return { client, made };
};

it("excludes runs for the reasons that their sources give", async () => {
  const { client, made } = workerWith({ b: ["another reason"] });
  expect(await excludeInvalidated(client, runs("a", "b"), signal)).toBe(2);
  expect(made).toEqual([
    { runId: "a", kind: "exclude", reason: "why a" },
    { runId: "b", kind: "exclude", reason: "why b" },
  ]);
  expect(await excludeInvalidated(client, [], signal)).toBe(0);
});

it("leaves alone what was decided for the same reason before", async () => {
  const { client, made } = workerWith({ a: ["first", "why a"] });
  expect(await excludeInvalidated(client, runs("a", "b"), signal)).toBe(1);
  expect(made).toMatchObject([{ runId: "b" }]);
});

it.each([
  [401, 0, ["a"], "1 run that its source declares invalid counts, since this key may not exclude runs"],
  [403, 0, ["a", "b"], "2 runs that their sources declare invalid count, since this key"],
  [403, 1, ["a", "b"], "1 run that its source declares invalid counts, since this key"],
])("says how many count where the answer is %i after %i of %j", async (status, from, names, message) => {
  const { client } = workerWith({}, { status, from });
  await expect(excludeInvalidated(client, runs(...names), signal)).rejects.toThrow(message);
});

it("throws what else goes wrong", async () => {
  const { client } = workerWith({}, { status: 422, from: 0 });
  await expect(excludeInvalidated(client, runs("a"), signal)).rejects.toThrow("http://w answered 422");
});
