import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { makeOutput } from "../../testing/run-in-process.ts";
import type { RunResult } from "../running/run-once.ts";
import { showProgress } from "./show-progress.ts";

const result = {
  planned: { scenario: { suite: "s", id: "a\u001b[31m" }, tier: "L1", agent: { name: "x" }, model: "m", trial: 2 },
  failure: { errorType: "workspace", message: "no\nnetwork" },
  workspace: "/tmp/w",
} as unknown as RunResult;

describe("showProgress", () => {
  it("writes a line for each run that has ended, without what could steer a terminal", () => {
    const { output, written } = makeOutput();
    const progress = showProgress(12, { keep: true, output, env: {} });
    progress.started();
    progress.ended(result);
    progress.note("a note");
    progress.finish();
    progress.note("after it");
    expect(written()).toBe(
      "[ 1/12] infrastructure-error  s/a\uFFFD[31m  L1  x  m  trial 2  no\uFFFDnetwork  /tmp/w\na note\nafter it\n",
    );
  });

  it("draws a bar on a terminal, and still tells what comes when it is gone", () => {
    const { output, written } = makeOutput(100);
    const progress = showProgress(2, { keep: false, output, env: { NO_COLOR: "1" } });
    progress.started();
    progress.ended(result);
    progress.finish();
    expect(written()).toContain("1/2 · 0 under way · about ");
    expect(written()).toContain("[1/2] infrastructure-error");
    progress.note("not delivered yet: 1");
    expect(written()).toMatch(/not delivered yet: 1\n$/);
  });

  it("keeps to the terminal's columns, and sets outcomes apart", () => {
    const { output, written } = makeOutput(60);
    const progress = showProgress(2, { keep: true, output, env: {} });
    progress.started();
    progress.ended(result);
    progress.finish();
    const lines = stripVTControlCharacters(written()).split("\n");
    expect(lines.slice(0, 2)).toEqual([
      "[1/2] infrastructure-error  s/a\uFFFD[31m  L1  x  m  trial 2",
      "      no\uFFFDnetwork  /tmp/w",
    ]);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
    expect(written()).toContain("\u001b[2minfrastructure-error\u001b[22m");
  });
});
