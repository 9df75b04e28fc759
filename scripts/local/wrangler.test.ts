import { describe, expect, it } from "vitest";
import { NO_BUNDLE, tellingLines } from "./wrangler.ts";

const tell = (...lines: string[]) => {
  const told: string[] = [];
  const pass = tellingLines((line) => told.push(line));
  for (const line of lines) pass(line);
  return told;
};

describe("tellingLines", () => {
  it("leaves out empty lines and where the log is", () => {
    expect(tell("", "  ", '🪵  Logs were written to "/x.log"', "a warning")).toEqual(["a warning"]);
  });

  it("says of a process that ended badly while it bundled the sources nothing but that", () => {
    const lines = [
      "✘ [ERROR] k [Error]: Process exited with non-zero status (1)",
      "      at async runCustomBuild (cli.js:191759:5)",
      "    output: {",
      "✘ [ERROR] Running custom build `node worker/bundle/write-bundle.ts` failed. There are likely more logs.",
      "next",
    ];
    expect(tell("before", ...lines)).toEqual(["before", NO_BUNDLE, "next"]);
    expect(NO_BUNDLE).toMatch(/node worker\/bundle\/write-bundle\.ts says why$/);
  });

  it("takes no other line for the end of one that failed", () => {
    expect(tell("Running custom build", "next")).toEqual(["Running custom build", "next"]);
  });
});
