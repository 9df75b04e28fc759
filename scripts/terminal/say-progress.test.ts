import { expect, it } from "vitest";
import { sayProgress } from "./say-progress.ts";

it("says how far something is every three seconds, and nothing before", () => {
  const lines: string[] = [];
  let time = 1_000;
  const say = sayProgress(
    (line) => lines.push(line),
    () => time,
  );
  for (const seconds of [0, 2.999, 3, 5.999, 6, 20, 21]) {
    time = 1_000 + 1_000 * seconds;
    say(() => `at ${seconds}`);
  }
  expect(lines).toEqual(["at 3", "at 6", "at 20"]);
});
