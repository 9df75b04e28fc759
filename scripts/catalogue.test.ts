import { expect, it } from "vitest";
import { command } from "./catalogue.ts";
import { runInProcess } from "./testing/run-in-process.ts";

it.each([[[]], [["list"]], [["suggest", "models"]]])("refuses %j", async (args) => {
  const { code, errors } = await runInProcess(command, args);
  expect([code, errors]).toEqual([2, expect.stringContaining("say suggest")]);
});
