import { describe, expect, it } from "vitest";
import { command } from "./mutants.ts";
import { runInProcess } from "./testing/run-in-process.ts";

const mutants = (...args: string[]) => runInProcess(command, args);

describe("mutants", () => {
  it.each([
    [["--least", "101"], "--least must be a whole number from 0 to 100: 101"],
    [["--sample", "0"], "--sample must be a whole number from 1 to 1000000: 0"],
  ])("refuses %j", async (args, message) => {
    const { code, errors } = await mutants(...args);
    expect(errors).toContain(message);
    expect(code).toBe(2);
  });

  it("says that there is no source, or nothing to change", async () => {
    expect(await mutants("worker/moon")).toMatchObject({ code: 1, errors: "no source file below worker/moon\n" });
    const nothing = await mutants("scripts/proof/mutants/plan.ts", "scripts/proof/mutants/change.ts");
    expect(nothing).toMatchObject({
      ...{ code: 1, output: "" },
      errors: "nothing to change below scripts/proof/mutants/plan.ts, scripts/proof/mutants/change.ts\n",
    });
  });
});
