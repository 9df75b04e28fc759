import { describe, expect, it } from "vitest";
import { runFilterFields } from "#contract/runs/run-query.ts";
import { UsageError } from "../command/cli-error.ts";
import { PARAMETERS, runQueryOf } from "./run-filters.ts";

describe("runQueryOf", () => {
  it("has an option for every filter of the API", () => {
    expect(Object.values(PARAMETERS).sort()).toEqual(Object.keys(runFilterFields).sort());
  });

  it("gives the API's parameters, names that are empty too, as they were typed", () => {
    expect(runQueryOf({ "suite-version": "", batch: "b/1", since: "2026-08-01" })).toEqual({
      suiteVersion: "",
      batchId: "b/1",
      since: "2026-08-01",
    });
  });

  it.each([
    [{ status: "done" }, /^--status must be one of completed, .*: done$/],
    [{ outcome: "passed" }, /^--outcome must be one of pass, .*: passed$/],
    [{ since: "yesterday" }, /^--since must be a day such as .*: yesterday$/],
    [{ batch: "x".repeat(513) }, /^--batch must be at most 512 characters/],
  ])("names the option of a wrong value: %j", (values, message) => {
    expect(() => runQueryOf(values)).toThrow(UsageError);
    expect(() => runQueryOf(values)).toThrow(message);
  });
});
