import { expect, it } from "vitest";
import { describeCorrection } from "./describe-correction.ts";

const because =
  "An interval is of its pair alone; p is corrected for all 9 pairs. So an interval may lie on one side of 0 where the difference is still not clearly more than chance.";

it.each([
  [0.01, 0.2, false, because],
  [-0.2, -0.01, false, because],
  [-0.01, 0.2, false, ""],
  [0, 0.2, false, ""],
  [0.01, 0.2, true, ""],
])("explains %d to %d that is told: %s", (low, high, isTold, text) => {
  expect(
    describeCorrection(
      [
        { interval: null, isTold },
        { interval: { low, high }, isTold },
      ],
      "all 9 pairs",
    ),
  ).toBe(text);
});
