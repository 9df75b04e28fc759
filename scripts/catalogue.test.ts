import { expect, it } from "vitest";
import { command } from "./catalogue.ts";
import { runInProcess } from "./testing/run-in-process.ts";

it.each([
  [[], "say what to do: suggest"],
  [["list"], "what to do must be suggest: list"],
  [["suggest", "models"], "one argument too many: models"],
])("refuses %j", async (args, message) => {
  const { code, errors } = await runInProcess(command, args);
  expect([code, errors]).toEqual([2, expect.stringContaining(message)]);
});
