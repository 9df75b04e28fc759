import { expect, it } from "vitest";
import { taskStrip } from "./task-strip.ts";

const square = (pass: number, counted: number, infrastructureError = 0) => ({
  ...{ entry: 0, scenario: 0, cells: [], rate: null },
  ...{ pass, counted, infrastructureError },
});

it("has a column an entry, coloured by what it did, with a gap between groups", () => {
  const svg = taskStrip(
    [
      { square: square(1, 1), group: 1 },
      { square: square(1, 2), group: 1 },
      { square: square(0, 1), group: 2 },
      { square: square(0, 0, 1), group: null },
      { square: undefined, group: null },
    ],
    'who solves "it"',
  );
  expect(svg).toContain('aria-label="who solves &quot;it&quot;"');
  const paths = Object.fromEntries([...svg.matchAll(/class="(\w+)" d="([^"]*)"/g)].map(([, kind, d]) => [kind, d]));
  expect(paths).toEqual({
    all: "M0 0h1v1h-1z",
    some: "M1 0h1v1h-1z",
    none: "M2.02 0h1v1h-1z",
    error: "M3.05 0h1v1h-1z",
  });
  expect(svg).toContain('viewBox="0 0 5.05 1"');
});
