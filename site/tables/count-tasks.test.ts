import { expect, it } from "vitest";
import { sampleVersion } from "../snapshot/sample-board.ts";
import { countTasks } from "./count-tasks.ts";

it.each([
  [[{ passes: 1 }], 1, "1 task"],
  [[{ passes: 1, isSummed: true }], 2, "2 tasks"],
  [[{ passes: 1, isSummed: true }], 1, "one total"],
  [
    [
      { passes: 1, isSummed: true },
      { passes: 0, isSummed: true },
    ],
    1,
    "one total each",
  ],
])("says of %j over %d tasks: %s", (entries, scenarios, text) => {
  expect(countTasks(sampleVersion(entries, scenarios))).toBe(text);
});
