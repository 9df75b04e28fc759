import { env } from "cloudflare:test";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NULL_IN_ANSWERS, type Run, type RunDetails, RunSchema } from "#contract/runs/run.ts";
import { ProblemSchema } from "#contract/service/problem.ts";
import { call, post, read } from "../testing/call.ts";
import { BROKEN_BODIES, brokenField, hostileValue, plausibleRun } from "../testing/hostile.ts";
import { makeRun } from "../testing/make-run.ts";
import { countRows, findContradictions, NO_CONTRADICTIONS } from "../testing/table-counts.ts";

const SEED = 20_260_801;

const send = (path: string, body: BodyInit, type = "application/json"): Promise<Response> =>
  call(path, {
    method: "POST",
    headers: { authorization: `Bearer ${env.API_SECRET_KEY}`, "content-type": type },
    body,
  });

/** Reads an answer to something hostile: never a failure of the server, nothing of its inside, and a problem if it is refused. */
const readAnswer = async (response: Response, sent: unknown): Promise<Record<string, unknown>> => {
  const text = await response.text();
  expect(response.status, `${JSON.stringify(sent)?.slice(0, 2000)} → ${text.slice(0, 500)}`).toBeLessThan(500);
  expect(text).not.toMatch(/SQLITE|D1_ERROR|\.ts:\d/);
  expect(text.length).toBeLessThan(100_000);
  const answer = JSON.parse(text);
  if (response.status >= 400) ProblemSchema.parse(answer);
  return answer;
};

const publicPart = ({ evaluations, telemetry, ...run }: Run) => {
  const { promptSent: _promptSent, workspaceDir: _workspaceDir, ...used } = telemetry ?? {};
  return { run, evaluations, telemetry: telemetry ? used : null };
};

/** Expects the run to be read back as it was sent, in every part that is public. */
const expectReadBack = async (sent: unknown) => {
  const run = RunSchema.parse(sent);
  const {
    run: stored,
    evaluations,
    telemetry,
  } = (await read(`/api/runs/${encodeURIComponent(run.runId)}`)) as RunDetails;
  const { outcome: _outcome, ...fields } = stored;
  // What a run does not state is null in answers.
  const isUnstated = ([name, value]: [string, unknown]) =>
    value === null && (NULL_IN_ANSWERS as readonly string[]).includes(name);
  const stated = Object.fromEntries(Object.entries(fields).filter((field) => !isUnstated(field)));
  expect({ run: stated, evaluations, telemetry }).toEqual(JSON.parse(JSON.stringify(publicPart(run))));
};

const anyRun = fc.oneof(
  { weight: 5, arbitrary: plausibleRun },
  { weight: 4, arbitrary: brokenField(plausibleRun) },
  { weight: 1, arbitrary: hostileValue },
);

describe("POST /api/results with hostile bodies", () => {
  it("takes a run wholly and gives it back equal, or takes nothing", async () => {
    let before = await countRows();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(anyRun, async (value) => {
        const text = JSON.stringify(value);
        const sent: unknown = JSON.parse(text);
        const response = await send("/api/results", text);
        await readAnswer(response, sent);
        const after = await countRows();
        if (response.status === 201) {
          accepted += 1;
          const run = RunSchema.parse(sent);
          expect(after["benchmark_runs"]).toBe((before["benchmark_runs"] ?? 0) + 1);
          expect(after["evaluation_results"]).toBe((before["evaluation_results"] ?? 0) + run.evaluations.length);
          await expectReadBack(sent);
        } else if (response.status === 200) {
          expect(after["benchmark_runs"]).toBe(before["benchmark_runs"]);
          await expectReadBack(sent);
        } else {
          expect(after).toEqual(before);
        }
        before = after;
      }),
      { seed: SEED, numRuns: 1500 },
    );
    expect(accepted).toBeGreaterThan(300);
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });
});

describe("POST /api/results/bulk with hostile lines", () => {
  const isBlank = (line: string) => /^[ \t\r]*$/.test(line);
  const brokenLines = BROKEN_BODIES.filter((body) => typeof body === "string" && body.length < 50_000) as string[];
  const line = fc.oneof(
    { weight: 8, arbitrary: anyRun.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(...brokenLines).map((body) => body.replaceAll("\n", " ")) },
  );

  it("takes each line wholly and gives it back equal, or does not take it", async () => {
    let before = await countRows();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 20, maxLength: 40 }), async (lines) => {
        const response = await send("/api/results/bulk", lines.join("\n"), "application/x-ndjson");
        const answer = await readAnswer(response, lines);
        const after = await countRows();
        expect(response.status).toBe(200);
        const refused = [...(answer["conflicts"] as { line: number }[]), ...(answer["rejected"] as { line: number }[])];
        const filled = lines.filter((text) => !isBlank(text));
        expect(Number(answer["accepted"]) + Number(answer["duplicates"]) + refused.length).toBe(filled.length);
        const added = (after["benchmark_runs"] ?? 0) - (before["benchmark_runs"] ?? 0);
        expect(added).toBeLessThanOrEqual(Number(answer["accepted"]));
        accepted += added;
        before = after;
        const refusedLines = new Set(refused.map((one) => one.line));
        const taken = lines.flatMap((text, position) =>
          isBlank(text) || refusedLines.has(position + 1) ? [] : [JSON.parse(text) as { runId: string }],
        );
        // Of a run that came in several states the last one stands.
        const standing = new Map(taken.map((run) => [run.runId, run]));
        for (const run of [...standing.values()].slice(0, 3)) await expectReadBack(run);
      }),
      { seed: SEED, numRuns: 100 },
    );
    expect(accepted).toBeGreaterThan(500);
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });
});

const batch = fc.record(
  {
    batchId: fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }),
    createdAt: fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.constant("2026-08-01T00:00:00Z")),
    completedAt: fc.oneof(fc.integer({ min: 2e12, max: 3e12 }), fc.constant(null)),
    totalRuns: fc.integer({ min: 0, max: 1e12 }),
    avgScore: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    metadata: fc.dictionary(fc.string({ maxLength: 5 }), hostileValue, { maxKeys: 3 }),
  },
  { requiredKeys: ["batchId"] },
);

const reason = fc.string({ minLength: 1, maxLength: 50 });
const decision = fc.oneof(
  fc.record({ kind: fc.constantFrom("exclude", "include"), reason }),
  fc.record({ kind: fc.constant("re-price"), reason, costUsd: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
  fc.record(
    {
      kind: fc.constant("re-score"),
      reason,
      isSuccessful: fc.boolean(),
      totalScore: fc.double({ min: -10_000, max: 10_000, noNaN: true }),
    },
    { requiredKeys: ["kind", "reason"] },
  ),
);

const key = fc.record(
  {
    name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    scope: fc.constantFrom("submit", "admin"),
    suites: fc.array(fc.string({ minLength: 1, maxLength: 5 }), { maxLength: 4 }),
    expiresAt: fc.constantFrom("2999-01-01T00:00:00Z", "2000-01-01T00:00:00Z", null),
  },
  { requiredKeys: ["name", "scope"] },
);

type Json = Record<string, unknown>;

/** What reads back what was accepted, in the parts that are given back as they came. */
const readBatch = async ({ batchId, metadata, totalRuns }: Json) => {
  const { metadata: stored, claimed } = (await read(`/api/batches/${encodeURIComponent(String(batchId))}`)) as Json;
  if (metadata) expect(stored).toEqual(metadata);
  if (typeof totalRuns === "number") expect(claimed).toMatchObject({ totalRuns });
};
const readDecision = async ({ kind, reason }: Json) => {
  expect(await read("/api/decisions?limit=1")).toMatchObject([{ runId: "run-1", kind, reason }]);
};
const readKey = async ({ name, scope }: Json) => {
  const keys = await call("/api/keys", { headers: { authorization: `Bearer ${env.API_SECRET_KEY}` } });
  expect(await keys.json()).toContainEqual(expect.objectContaining({ name, scope }));
};

type Write = [path: string, table: string, body: fc.Arbitrary<object>, readBack: (sent: Json) => Promise<void>];

const WRITES: Write[] = [
  ["/api/results/batch", "batch_runs", batch, readBatch],
  ["/api/runs/run-1/decisions", "decisions", decision, readDecision],
  ["/api/keys", "api_keys", key, readKey],
];

describe.each(WRITES)("POST %s with hostile bodies", (path, table, body, readBack) => {
  it("takes a body wholly or not at all", async () => {
    await post("/api/results", makeRun());
    let before = await countRows();
    let accepted = 0;
    const any = fc.oneof(
      { weight: 3, arbitrary: body },
      { weight: 4, arbitrary: brokenField(body) },
      { weight: 1, arbitrary: hostileValue },
    );
    await fc.assert(
      fc.asyncProperty(any, async (value) => {
        const text = JSON.stringify(value);
        const response = await send(path, text);
        await readAnswer(response, value);
        const after = await countRows();
        if (response.status >= 400) {
          expect(after).toEqual(before);
        } else {
          accepted += 1;
          const others = ({ [table]: _table, run_corrections: _corrections, ...rest }: typeof after) => rest;
          expect(others(after)).toEqual(others(before));
          await readBack(JSON.parse(text));
        }
        before = after;
      }),
      { seed: SEED, numRuns: 400 },
    );
    expect(accepted).toBeGreaterThan(50);
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });
});

describe("bodies that are no values", () => {
  const paths = ["/api/results", "/api/results/bulk", ...WRITES.map(([path]) => path)];

  it.each(paths)("change nothing at %s", async (path) => {
    await post("/api/results", makeRun());
    const before = await countRows();
    const type = path.endsWith("bulk") ? "application/x-ndjson" : "application/json";
    for (const [position, body] of BROKEN_BODIES.entries()) {
      const response = await send(path, body as BodyInit, type);
      await readAnswer(response, `body ${position}`);
      const after = await countRows();
      // A few are ambiguous rather than broken: they may go in, but wholly.
      if (response.status >= 400) expect(after, `body ${position}`).toEqual(before);
      Object.assign(before, after);
    }
    expect(await findContradictions()).toEqual(NO_CONTRADICTIONS);
  });

  it("does not let a body reach the prototype of objects", async () => {
    await send("/api/results", JSON.stringify(makeRun()).replace("{", '{"metadata":{"__proto__":{"admin":true}},'));
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    const { run } = (await read("/api/runs/run-1")) as RunDetails;
    expect(JSON.stringify(run.metadata)).toBe('{"__proto__":{"admin":true}}');
  });

  it("refuses a field that would be lost", async () => {
    const text = JSON.stringify(makeRun()).replace("{", '{"__proto__":{"admin":true},');
    expect((await send("/api/results", text)).status).toBe(422);
  });
});
