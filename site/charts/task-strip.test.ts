import { expect, it } from "vitest";
import { taskStrip } from "./task-strip.ts";

it("has a column an entry, coloured by what it did, with a gap between groups", () => {
  const svg = taskStrip(
    [{ group: 1 }, { group: 1 }, { group: 2 }, { group: null }, { group: null }],
    ["all", "some", "none", "error", "absent"],
    'who solves "it"',
  );
  expect(svg).toContain('aria-label="who solves &quot;it&quot;"');
  const paths = Object.fromEntries([...svg.matchAll(/class="(\w+)" d="([^"]*)"/g)].map(([, kind, d]) => [kind, d]));
  expect(paths).toEqual({
    none: "M0 .5h2m0.02 0h1",
    all: "M0 .5h1",
    some: "M1 .5h1",
    error: "M3.05 .5h1",
  });
  expect(svg).toContain('viewBox="0 0 5.05 1"');
});

it("draws neighbours as one stroke, what is solved over what ran", () => {
  const kinds = Array.from("110010", (pass) => (pass === "1" ? "all" : "none"));
  const svg = taskStrip(
    kinds.map(() => ({ group: 1 })),
    kinds,
    "",
  );
  expect([...svg.matchAll(/<path [^>]*>/g)].map(([path]) => path)).toEqual([
    '<path class="none" d="M0 .5h6"/>',
    '<path class="all" d="M0 .5h2m2 0h1"/>',
  ]);
});
