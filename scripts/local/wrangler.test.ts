import { describe, expect, it } from "vitest";
import { tellingLines } from "./wrangler.ts";

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

  it("passes on why a build failed", () => {
    const lines = ["✘ [ERROR] Build failed with 1 error:", "", '  ✘ [ERROR] Could not resolve "./nothing.ts"', "next"];
    expect(tell(...lines)).toEqual([lines[0], lines[2], "next"]);
  });

  it("leaves out a build that failed for the lack of a file of Wrangler's own", () => {
    const lines = [
      "✘ [ERROR] Build failed with 1 error:",
      "",
      '  ✘ [ERROR] Could not resolve "/p/.wrangler/tmp/bundle-b8/middleware-loader.entry.ts"',
    ];
    expect(tell(...lines, "next")).toEqual(["next"]);
  });
});
