import { describe, expect, it } from "vitest";
import { OPERATIONS } from "#contract/operations.ts";
import { Deadline } from "./deadline.ts";
import {
  InvalidAnswerError,
  type Refusal,
  RefusedError,
  TimeoutError,
  UnreachableError,
  WorkerError,
} from "./errors.ts";
import { linesOf, requestOf } from "./request.ts";
import { sleepFor } from "./retry.ts";

describe("requestOf", () => {
  it("puts names into the path and everything else into the query", () => {
    expect(
      requestOf(
        OPERATIONS.getScenarioStats,
        { suite: "a/b", scenario: "c d?é", tier: "L0", suiteVersion: "" },
        undefined,
      ),
    ).toEqual({
      path: "/api/stats/scenarios/a%2Fb/c%20d%3F%C3%A9?tier=L0&suiteVersion=",
      method: "GET",
      authorized: false,
    });
  });

  it("leaves out what is undefined, and the question mark where nothing is asked", () => {
    expect(requestOf(OPERATIONS.listRuns, { suite: undefined, limit: 3 }, undefined).path).toBe("/api/runs?limit=3");
    expect(requestOf(OPERATIONS.listRuns, { suite: undefined }, undefined).path).toBe("/api/runs");
  });

  it("encodes commas and percents within names of a list once more", () => {
    const { path } = requestOf(OPERATIONS.compareBatches, { ids: ["a,b", "c%d", "e f"] }, undefined);
    expect(new URL(path, "http://x").searchParams.get("ids")).toBe("a%2Cb,c%25d,e f");
  });

  it("sends a document as JSON with the key, and lines as they are", () => {
    expect(requestOf(OPERATIONS.submitRun, {}, { runId: "é" })).toEqual({
      path: "/api/results",
      method: "POST",
      authorized: true,
      headers: { "content-type": "application/json" },
      body: '{"runId":"é"}',
    });
    const bytes = new Uint8Array([1, 2]);
    expect(requestOf(OPERATIONS.submitBulk, {}, bytes)).toMatchObject({
      body: bytes,
      headers: { "content-type": "application/x-ndjson" },
    });
  });
});

describe("linesOf", () => {
  const lines = async (...pieces: string[]) => {
    const given = (async function* () {
      yield* pieces;
    })();
    const found: string[] = [];
    for await (const line of linesOf(given)) found.push(line);
    return found;
  };

  it("finds the same lines wherever the pieces are cut", async () => {
    const text = "one\n\ntwo é\nthree";
    for (let cut = 0; cut <= text.length; cut++) {
      expect(await lines(text.slice(0, cut), text.slice(cut))).toEqual(["one", "two é", "three"]);
    }
    expect(await lines("a\n", "b\n")).toEqual(["a", "b"]);
    expect(await lines("", "\n")).toEqual([]);
    expect(await lines()).toEqual([]);
  });
});

describe("errors", () => {
  const url = "https://bench.example.org/api";
  const issues = [{ path: ["suite"], message: "is missing" }];

  it.each<[Refusal, string]>([
    [{ detail: "no", error: "e", title: "t" }, "no"],
    [{ error: "e", title: "t" }, "e"],
    [{ title: "t" }, "t"],
    [{}, "no reason given"],
    [{ detail: "" }, "no reason given"],
    [{ detail: "no", issues }, "no (suite is missing)"],
    [{ detail: "the run is not valid: suite is missing", issues }, "the run is not valid: suite is missing"],
  ])("say why the Worker refused: %j", (problem, reason) => {
    const error = new RefusedError(url, 422, problem);
    expect(error.message).toBe(`${url} answered 422: ${reason}`);
    expect(error).toMatchObject({ name: "RefusedError", status: 422, url, issues: problem.issues ?? [] });
  });

  it("say why nothing answered, however deep the reason lies", () => {
    const message = (cause: unknown) => new UnreachableError(url, cause).message;
    const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1"), { code: "ECONNREFUSED" });
    expect(message(new TypeError("fetch failed", { cause: refused }))).toBe(`no answer from ${url}: ECONNREFUSED`);
    expect(message(new Error("odd"))).toBe(`no answer from ${url}: odd`);
    expect(message(new TypeError(""))).toBe(`no answer from ${url}: TypeError`);
    expect(message("gone")).toBe(`no answer from ${url}: gone`);
  });

  it("are all WorkerErrors, each by its own name", () => {
    const all = [
      new RefusedError(url, 500, {}),
      new UnreachableError(url, "x"),
      new TimeoutError(url, 5),
      new InvalidAnswerError(url, "x"),
    ];
    for (const error of all) expect(error).toBeInstanceOf(WorkerError);
    expect(all.map(({ name }) => name)).toEqual([
      "RefusedError",
      "UnreachableError",
      "TimeoutError",
      "InvalidAnswerError",
    ]);
    expect(all[2]?.message).toBe(`no answer from ${url} within 5 ms`);
    expect(all[3]?.message).toBe(`${url} gave an answer that breaks the contract: x`);
  });
});

describe("time", () => {
  const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it("runs out at a deadline, unless it is ended or begun anew", async () => {
    const deadline = new Deadline(30, undefined);
    expect(deadline.isOver).toBe(false);
    deadline.renew();
    deadline.end();
    await later(60);
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([false, false]);
    deadline.renew();
    await later(90);
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([true, true]);
  });

  it("does not run out where the caller stops", () => {
    const caller = new AbortController();
    const deadline = new Deadline(60_000, caller.signal);
    caller.abort(new Error("stopped"));
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([false, true]);
    expect(deadline.callers).toBe(caller.signal);
    deadline.end();
  });

  it("of a wait is cut short by a signal, with its reason", async () => {
    const caller = new AbortController();
    const waiting = sleepFor(60_000, caller.signal);
    const reason = new Error("stopped");
    caller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(sleepFor(60_000, caller.signal)).rejects.toBe(reason);
    await expect(sleepFor(1)).resolves.toBeUndefined();
  });
});
