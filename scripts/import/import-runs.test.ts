import { describe, expect, it } from "vitest";
import type { BulkSubmitted } from "#contract/runs/bulk.ts";
import { chunkLines } from "./chunk-lines.ts";
import { importRuns, type Refusal, type Submit, type Totals } from "./import-runs.ts";
import { readLines } from "./reading/read-lines.ts";

const signal = new AbortController().signal;

const importText = async (text: string | Buffer, submit: Submit) => {
  const totals: Totals = { accepted: 0, duplicates: 0, conflicts: 0, rejected: 0 };
  const refusals: Refusal[] = [];
  const bytes = async function* () {
    yield Buffer.from(text as string);
  };
  const chunks = chunkLines(readLines(bytes()), { lines: 2, bytes: 10_000 });
  const failure = await importRuns({ file: "f", chunks, submit, signal }, totals, {
    onRefused: (refusal) => refusals.push(refusal),
  }).catch((error: unknown) => error);
  return { totals, refusals, failure };
};

const answer = (part: Partial<BulkSubmitted>): BulkSubmitted => ({
  accepted: 0,
  duplicates: 0,
  conflicts: [],
  rejected: [],
  ...part,
});

describe("importRuns", () => {
  it("sends the chunks in order and adds up the answers", async () => {
    const sent: string[] = [];
    const { totals } = await importText("1\n2\n3\n", async (body) => {
      sent.push(new TextDecoder().decode(body));
      return answer({ accepted: 1, duplicates: sent.length === 1 ? 1 : 0 });
    });
    expect(sent).toEqual(["1\n2\n", "3\n"]);
    expect(totals).toEqual({ accepted: 2, duplicates: 1, conflicts: 0, rejected: 0 });
  });

  it("tells of refused lines by their number in the file", async () => {
    const issues = [{ path: ["tier"], message: "differs" }];
    const bad = Buffer.concat([Buffer.from("1\n\n2\n3\n"), Buffer.from([0xff, 0x0a]), Buffer.from("6\n")]);
    const { totals, refusals } = await importText(bad, async (body) =>
      body.length === 4 && body[0] === 0x33
        ? answer({ conflicts: [{ line: 2, runId: "six", issues }], rejected: [{ line: 1, issues }] })
        : answer({ accepted: 2 }),
    );
    expect(totals).toEqual({ accepted: 2, duplicates: 0, conflicts: 1, rejected: 2 });
    expect(refusals.map(({ line, kind, runId }) => [line, kind, runId])).toEqual([
      [4, "rejected", undefined],
      [5, "rejected", undefined],
      [6, "conflict", "six"],
    ]);
  });

  it("keeps what it counted when sending fails", async () => {
    let requests = 0;
    const { totals, failure } = await importText("1\n2\n3\n4\n5\n", async () => {
      requests += 1;
      if (requests === 2) throw new Error("gone");
      return answer({ accepted: 2 });
    });
    expect(failure).toEqual(new Error("gone"));
    expect(totals.accepted).toBe(2);
    expect(requests).toBe(2);
  });
});
