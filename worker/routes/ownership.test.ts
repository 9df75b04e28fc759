import { env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import type { KeyIssued } from "#contract/service/key.ts";
import { call, read } from "../testing/call.ts";
import { dryPathOf } from "../testing/examples.ts";
import { callWith, makeKey } from "../testing/keys.ts";
import { makeRun, type SubmittedRun } from "../testing/make-run.ts";
import { readTables } from "../testing/read-tables.ts";

const SECRET = env.API_SECRET_KEY;
const RUNNING = { status: "running", completedAt: null, isSuccessful: null } as const;

const submit = (token: string | undefined, fields: Partial<SubmittedRun>) =>
  callWith(token, "POST", "/api/results", makeRun(fields));

const RUN = { runId: "run", batchId: "batch", metadata: { note: "a text" } } as const;

const MANIFEST_PATH = "/api/suites/suite/manifest";
const MANIFEST = { title: "A suite", scenarios: [{ scenario: "scenario" }] };

/** Puts a manifest, a batch with a run, a running run in it and one outside, and claims into the database, all of one key. */
const fill = async (owner: string): Promise<void> => {
  const runs = [
    makeRun(RUN),
    makeRun({ runId: "unfinished-in-batch", batchId: "batch", ...RUNNING }),
    makeRun({ runId: "unfinished", metadata: { step: 1 }, ...RUNNING }),
  ];
  await callWith(owner, "PUT", MANIFEST_PATH, MANIFEST);
  await callWith(owner, "POST", "/api/results/bulk", runs.map((run) => JSON.stringify(run)).join("\n"));
  await callWith(owner, "POST", "/api/results/batch", { batchId: "batch", totalRuns: 2 });
};

/** Sends something with a token: to a path, with a body if it has one. */
type Send = (method: string, path: string, body?: unknown) => Promise<Response>;

const asRun = (fields: Partial<SubmittedRun>) => ["POST", "/api/results", makeRun(fields)] as const;
const REASON = { reason: "a broken machine" };

/** What can be tried on what another key owns. */
const ATTEMPTS = {
  "a new run in the batch": (send) => send(...asRun({ runId: "new", batchId: "batch" })),
  "the same run again": (send) => send(...asRun(RUN)),
  "other content of a run of the batch": (send) => send(...asRun({ ...RUN, totalScore: 0.5 })),
  "the end of a running run of the batch": (send) => send(...asRun({ runId: "unfinished-in-batch", batchId: "batch" })),
  "that run out of the batch": (send) => send(...asRun({ runId: "unfinished-in-batch" })),
  "the end of a running run": (send) => send(...asRun({ runId: "unfinished" })),
  "new claims": (send) => send("POST", "/api/results/batch", { batchId: "batch", totalRuns: 3 }),
  "the same claims": (send) => send("POST", "/api/results/batch", { batchId: "batch", totalRuns: 2 }),
  "taking a run back": (send) => send("POST", "/api/runs/run/decisions", { kind: "exclude", ...REASON }),
  "another price": (send) => send("POST", "/api/runs/run/decisions", { kind: "re-price", costUsd: 1, ...REASON }),
  "taking the batch back": (send) => send("POST", "/api/batches/batch/decisions", { kind: "exclude", ...REASON }),
  "purging a run": (send) => send("POST", "/api/runs/run/purge", REASON),
  "purging a running run": (send) => send("POST", "/api/runs/unfinished/purge", REASON),
  "handing the batch over": (send, id) => send("PUT", `/api/keys/${id}/batches/batch`),
  "removing the batch": (send) => send("DELETE", "/api/batches/batch?reason=why"),
  "the same manifest": (send) => send("PUT", MANIFEST_PATH, MANIFEST),
  "other texts of the manifest": (send) => send("PUT", MANIFEST_PATH, { ...MANIFEST, title: "Another" }),
  "other tasks in the manifest": (send) =>
    send("PUT", `${MANIFEST_PATH}?reason=why`, {
      ...MANIFEST,
      scenarios: [{ scenario: "scenario" }, { scenario: "b" }],
    }),
  "the first manifest of another version": (send) => send("PUT", `${MANIFEST_PATH}?version=2`, MANIFEST),
} satisfies Record<string, (send: Send, ownerId: string) => Promise<Response>>;
type Attempt = keyof typeof ATTEMPTS;

const rotate = async ({ key }: KeyIssued): Promise<string> => {
  const rotated = await callWith(SECRET, "POST", `/api/keys/${key.id}/rotate`);
  return ((await rotated.json()) as KeyIssued).token;
};

/** Who tries: gives the token, of the owner's key or of another. */
const CALLERS = {
  "no key": async () => undefined,
  "the owner": async ({ token }) => token,
  "the owner, rotated": rotate,
  "the owner's token before it was rotated": async (owner) => {
    await rotate(owner);
    return owner.token;
  },
  "the owner, revoked": async ({ token, key }) => {
    await callWith(SECRET, "DELETE", `/api/keys/${key.id}`);
    return token;
  },
  "another key": async () => (await makeKey()).token,
  "another, limited to the suite": async () => (await makeKey({ suites: ["suite"] })).token,
  "another, limited to another suite": async () => (await makeKey({ suites: ["another"] })).token,
  "a publish key": async () => (await makeKey({ scope: "publish" })).token,
  "an admin": async () => (await makeKey({ scope: "admin" })).token,
  "the secret": async () => SECRET,
} satisfies Record<string, (owner: KeyIssued) => Promise<string | undefined>>;
type Caller = keyof typeof CALLERS;

const ATTEMPT_NAMES = Object.keys(ATTEMPTS) as Attempt[];

const all = (status: number): number[] => ATTEMPT_NAMES.map(() => status);

/** The status of each attempt, in their order. */
const OWNER = [201, 200, 409, 200, 200, 200, 200, 200, 201, 403, 200, 403, 403, 403, 403, 200, 200, 403, 200];
const OTHER = [403, 200, 403, 403, 403, 409, 403, 200, 403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 200];
const ADMIN = [201, 200, 409, 200, 200, 200, 200, 200, 201, 201, 200, 201, 201, 200, 200, 200, 200, 200, 200];
const ELSEWHERE = [403, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403, 403];

const EXPECTED: Record<Caller, number[]> = {
  "no key": all(401),
  "the owner": OWNER,
  "the owner, rotated": OWNER,
  "the owner's token before it was rotated": all(403),
  "the owner, revoked": all(403),
  "another key": OTHER,
  "another, limited to the suite": OTHER,
  "another, limited to another suite": ELSEWHERE,
  "a publish key": all(403),
  "an admin": ADMIN,
  "the secret": ADMIN,
};

const issuesIn = async (response: Response) => ((await response.json()) as { issues: unknown }).issues;

describe("what belongs to a key", () => {
  let owner: KeyIssued;
  beforeEach(async () => {
    owner = await makeKey({ name: "owner-by-name" });
    await fill(owner.token);
  });

  const cases = (Object.keys(CALLERS) as Caller[]).flatMap((caller) =>
    ATTEMPT_NAMES.map((attempt, position) => [caller, attempt, EXPECTED[caller][position] ?? 0] as const),
  );

  it.each(cases)("%s: %s is answered with %i", async (caller, attempt, status) => {
    const token = await CALLERS[caller](owner);
    const before = await readTables();
    const answered: number[] = [];
    for (const dry of [true, false]) {
      const send: Send = (method, path, body) => callWith(token, method, dry ? dryPathOf(path) : path, body);
      const response = await ATTEMPTS[attempt](send, owner.key.id);
      const text = await response.text();
      answered.push(response.status);
      expect(text).not.toContain("owner-by-name");
      if (dry || status >= 400) expect(await readTables(), text).toEqual(before);
    }
    expect(answered, "a dry run, and in earnest").toEqual([status, status]);
  });

  it("names the owner's id, and the batch as the place", async () => {
    const other = (await makeKey()).token;
    const refused = await submit(other, { runId: "new", batchId: "batch" });
    const message = expect.stringContaining(`batch batch belongs to key ${owner.key.id}`);
    expect(await issuesIn(refused)).toEqual([{ path: ["batchId"], message }]);
    await submit(SECRET, { runId: "by-secret", batchId: "of-the-secret" });
    const detail = (
      (await (await submit(other, { runId: "x", batchId: "of-the-secret" })).json()) as { detail: string }
    ).detail;
    expect(detail).toContain("belongs to the server's secret");
  });

  it("refuses lines of another key's batch or unfinished run, and takes the others", async () => {
    const lines = [
      makeRun({ runId: "new", batchId: "batch" }),
      makeRun({ runId: "mine", batchId: "mine" }),
      makeRun({ runId: "unfinished" }),
      makeRun(RUN),
      makeRun({ runId: "alone" }),
    ];
    const body = lines.map((line) => JSON.stringify(line)).join("\n");
    const answer = await (await callWith((await makeKey()).token, "POST", "/api/results/bulk", body)).json();
    expect(answer).toMatchObject({
      accepted: 2,
      duplicates: 1,
      rejected: [{ line: 1, runId: "new", issues: [{ path: ["batchId"] }], owner: owner.key.id }],
      conflicts: [{ line: 3, runId: "unfinished", issues: [{ path: ["runId"] }], owner: owner.key.id }],
    });
    expect((await call("/api/runs/new")).status).toBe(404);
    expect(await read("/api/batches/mine")).toMatchObject({ totalRuns: 1 });
  });

  it("lets one of several keys have a batch that they name at the same time", async () => {
    const keys = await Promise.all([makeKey(), makeKey(), makeKey()]);
    const responses = await Promise.all(
      keys.flatMap(({ token }, position) =>
        [0, 1].map((run) => submit(token, { runId: `race-${position}-${run}`, batchId: "race" })),
      ),
    );
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(2);
    expect(statuses.filter((status) => status === 403)).toHaveLength(4);
    const { results } = await env.DB.prepare(
      "SELECT DISTINCT key_id FROM benchmark_runs WHERE batch_id = 'race'",
    ).all();
    expect(results).toHaveLength(1);
  });

  it("goes with the batch when an admin hands it over", async () => {
    const heir = await makeKey();
    const give = (id: string, batch = "batch") => callWith(SECRET, "PUT", `/api/keys/${id}/batches/${batch}`);
    expect(await (await give(heir.key.id)).json()).toEqual({ success: true, batchId: "batch", owner: heir.key.id });
    expect((await submit(heir.token, { runId: "new", batchId: "batch" })).status).toBe(201);
    expect((await submit(owner.token, { runId: "newer", batchId: "batch" })).status).toBe(403);
    // The key that sent it replaces an unfinished run, and an admin.
    expect((await submit(heir.token, { runId: "unfinished-in-batch", batchId: "batch" })).status).toBe(409);
    expect((await give("unknown")).status).toBe(404);
    expect((await give(heir.key.id, "unknown")).status).toBe(404);
    expect((await give((await makeKey({ scope: "publish" })).key.id)).status).toBe(409);
    // Both the key that sent a run and the one that has its batch now may take it back.
    const takeBack = (token: string, run: string) =>
      callWith(token, "POST", `/api/runs/${run}/decisions`, { kind: "exclude", reason: "a broken machine" });
    expect((await takeBack((await makeKey()).token, "run")).status).toBe(403);
    expect((await takeBack(owner.token, "run")).status).toBe(201);
    expect((await takeBack(heir.token, "new")).status).toBe(201);
  });
});
