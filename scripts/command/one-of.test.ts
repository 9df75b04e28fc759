import { expect, it } from "vitest";
import { UsageError } from "./cli-error.ts";
import { requireOneOf } from "./one-of.ts";

const STATUSES = ["completed", "failed", "running"] as const;

it("gives the name that was typed", () => {
  expect(requireOneOf("--status", "failed", STATUSES)).toBe("failed");
});

it.each([
  ["compleeted", STATUSES, "--status must be one of completed, failed, running: compleeted (did you mean completed?)"],
  ["", STATUSES, "--status must be one of completed, failed, running: "],
  ["scor", ["success", "score"], "--status must be success or score: scor (did you mean score?)"],
  ["Yes", ["yes"], "--status must be yes: Yes (did you mean yes?)"],
  ["nothing", ["yes"], "--status must be yes: nothing"],
])("says of %j what there is, and what was probably meant", (typed, names, message) => {
  expect(() => requireOneOf("--status", typed, names)).toThrow(new UsageError(message));
});
