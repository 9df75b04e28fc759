import { expect, it } from "vitest";
import { dayBefore } from "../../sample/sample-days.ts";
import { type RunPayload, sampleRuns } from "../../sample/sample-runs.ts";
import { isKept } from "./figures.ts";
import { figuresOfRebuild, nextRun } from "./measure-rebuild.ts";

it.each([
  [{ whole: 30, part: 10 }, 0, true],
  [{ whole: 30, part: 10.1 }, 0, false],
  [{ whole: 30, part: 5 }, 1, false],
])("keeps its bounds where builds took %o and %d files are not the same: %s", (seconds, different, isFine) => {
  const figures = figuresOfRebuild({ seconds, files: 90, taken: 80, different });
  expect(figures.every(isKept)).toBe(isFine);
  expect(figures.map(({ value }) => value)).toEqual([80, different, seconds.part, seconds.part / seconds.whole]);
});

it("adds a run of a cell that the sample has", () => {
  const cellOf = ({ suite, suiteVersion, scenario, tier, agent, model, variant }: RunPayload) =>
    JSON.stringify([suite, suiteVersion, scenario, tier, agent, model, variant]);
  const sample = [...sampleRuns(dayBefore(new Date()))];
  const next = nextRun();
  expect(sample.map(cellOf)).toContain(cellOf(next));
  expect(sample.map(({ runId }) => runId)).not.toContain(next.runId);
});
