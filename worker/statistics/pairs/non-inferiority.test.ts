import { expect, it } from "vitest";
import { nonInferiority } from "./non-inferiority.ts";

it.each([
  [{ low: -0.08, high: 0.1 }, 0.1, 0.08, true],
  [{ low: -0.1, high: 0.1 }, 0.1, 0.1, true],
  [{ low: -0.11, high: 0.3 }, 0.1, 0.11, false],
  [{ low: 0.02, high: 0.3 }, 0, 0, true],
  [null, 1, null, false],
])("of %j by %d: could be worse by %d, which holds: %s", (interval, margin, worseBy, holds) => {
  expect(nonInferiority({ interval }, margin)).toEqual({ margin, worseBy, holds });
});
