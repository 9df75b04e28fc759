import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runScript } from "../../testing/run-script.ts";
import { scenarioFolder } from "./scenario-folder.ts";
import { scoreCases } from "./score-cases.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "score-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe("scoreCases", () => {
  const score = async (gives: readonly number[]): Promise<unknown> => {
    await writeFile(join(folder, "double.mjs"), "export const double = (n) => 2 * n;");
    const print = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const cases = gives.map((value, n) => ({
      title: `case ${n}`,
      module: "double.mjs",
      call: "double",
      args: [n],
      gives: value,
    }));
    await scoreCases(folder, cases);
    expect(print).toHaveBeenCalledTimes(1);
    return JSON.parse(String(print.mock.calls[0]?.[0]));
  };

  it("gives a point for each case that holds", async () => {
    expect(await score([0, 2, 4, 6, 8])).toEqual({ score: 5, maxScore: 5, details: "every case holds" });
  });

  it("names those that do not hold, in their order", async () => {
    const details = "does not hold: case 1; case 4";
    expect(await score([0, 3, 4, 6, 9])).toEqual({ score: 3, maxScore: 5, details });
  });
});

describe("scenarioFolder", () => {
  it("is what the harness states, and has to be stated", () => {
    vi.stubEnv("ZE_BENCHMARKS_SCENARIO", "/some/scenario");
    expect(scenarioFolder()).toBe("/some/scenario");
    for (const unset of [undefined, ""]) {
      vi.stubEnv("ZE_BENCHMARKS_SCENARIO", unset);
      expect(() => scenarioFolder()).toThrow("ZE_BENCHMARKS_SCENARIO must name the scenario's folder");
    }
  });
});

describe("unchanged.ts", () => {
  const files = { "a.txt": "a", "test/b.txt": "b", "test/deep/c.txt": "c" };
  const write = async (below: string, contents: Record<string, string>) => {
    for (const [name, text] of Object.entries(contents)) {
      await mkdir(join(folder, below, name, ".."), { recursive: true });
      await writeFile(join(folder, below, name), text);
    }
  };
  const unchanged = async (workspace: Record<string, string>, ...paths: string[]) => {
    await write("scenario/fixture", files);
    await mkdir(join(folder, "workspace"));
    await write("workspace", workspace);
    const env = { ZE_BENCHMARKS_SCENARIO: join(folder, "scenario") };
    return runScript("suites/checks/unchanged.ts", paths, { cwd: join(folder, "workspace"), env });
  };

  it("lets files come, and asks for the named ones alone", async () => {
    const more = { ...files, "test/new.txt": "new", "a.txt": "other" };
    expect(await unchanged(more, "test")).toEqual({ code: 0, output: "", errors: "" });
  });

  it("names what is changed or gone", async () => {
    const { code, output } = await unchanged({ "a.txt": "a ", "test/b.txt": "b" }, "a.txt", "test");
    expect(code).toBe(1);
    expect(output).toBe(`changed or gone: a.txt\nchanged or gone: ${join("test", "deep", "c.txt")}\n`);
  });
});
