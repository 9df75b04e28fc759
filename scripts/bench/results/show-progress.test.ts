import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { RunResult } from "../running/run-once.ts";
import { showProgress } from "./show-progress.ts";

const result = {
  planned: { scenario: { suite: "s", id: "a\u001b[31m" }, tier: "L1", agent: { name: "x" }, model: "m", trial: 2 },
  failure: { errorType: "workspace", message: "no\nnetwork" },
  workspace: "/tmp/w",
} as unknown as RunResult;

/** A terminal, or a file, and what was written to it. */
const makeOutput = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 }) as unknown as NodeJS.WriteStream;
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  return { stream, written: () => text };
};

describe("showProgress", () => {
  it("writes a line for each run that has ended, without what could steer a terminal", () => {
    const { stream, written } = makeOutput(false);
    const progress = showProgress(12, { keep: true, output: stream });
    progress.started();
    progress.ended(result);
    progress.note("a note");
    progress.finish();
    progress.note("after it");
    expect(written()).toBe(
      "[ 1/12] infrastructure-error         s/a\uFFFD[31m  L1  x  m  trial 2  no\uFFFDnetwork  /tmp/w\na note\nafter it\n",
    );
  });

  it("draws a bar on a terminal, and still tells what comes when it is gone", () => {
    const { stream, written } = makeOutput(true);
    const progress = showProgress(2, { keep: false, output: stream });
    progress.started();
    progress.ended(result);
    progress.finish();
    expect(written()).toContain("1/2 · 0 under way · about ");
    expect(written()).toContain("[1/2] infrastructure-error");
    progress.note("not delivered yet: 1");
    expect(written()).toMatch(/not delivered yet: 1\n$/);
  });
});
