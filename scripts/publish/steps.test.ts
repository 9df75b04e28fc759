import { describe, expect, it } from "vitest";
import { CliError, UsageError } from "../command/cli-error.ts";
import { STEPS, StepRunner } from "./steps.ts";

const runner = () => {
  const lines: string[] = [];
  return {
    lines,
    steps: new StepRunner({ steps: STEPS, leaves: ", and nothing has changed", sayThemselves: ["confirm"] }, (line) =>
      lines.push(line),
    ),
  };
};
const count = Object.keys(STEPS).length;

describe("StepRunner", () => {
  it("says of a step when it begins, how long it took and what it found", async () => {
    const { lines, steps } = runner();
    const result = await steps.run("worker", async (found) => {
      found("healthy");
      return 5;
    });
    await steps.run("compare", async () => {});
    expect(result).toBe(5);
    expect(lines[0]).toBe(`[1/${count}] worker: the Worker answers …`);
    expect(lines[1]).toMatch(/^ {6}\d+\.\d s {2}healthy$/);
    expect(lines[2]).toBe(`[3/${count}] compare: compare with the published site …`);
    expect(lines[3]).toMatch(/^ {6}\d+\.\d s$/);
  });

  it("keeps how long each step took, and sums them up", async () => {
    const { steps } = runner();
    await steps.run("build", () => new Promise((resolve) => setTimeout(resolve, 160)));
    await steps.run("check", async () => {});
    expect(steps.summary()).toMatch(/^\d+\.\d s in all: build (?!0\.0)\d+\.\d s, check \d+\.\d s$/);
  });

  it("says which step failed, and what that leaves", async () => {
    const { steps } = runner();
    const cause = new CliError("no space");
    const failing = steps.run("deploy", async () => {
      throw cause;
    });
    await expect(failing).rejects.toThrow("deploy failed, and nothing has changed: no space");
    await expect(failing).rejects.toMatchObject({ cause });
    expect(steps.summary()).not.toContain("deploy");
    const saysItself = steps.run("confirm", async () => {
      throw cause;
    });
    await expect(saysItself).rejects.toThrow("confirm failed: no space");
  });

  it.each([new UsageError("wrong option"), new TypeError("a defect"), new CliError("nothing new", 3)])(
    "leaves %s as it is",
    async (error) => {
      const failing = runner().steps.run("build", async () => {
        throw error;
      });
      await expect(failing).rejects.toBe(error);
    },
  );
});
