import { expect, it } from "vitest";
import { type AnnotatedRow, annotatedBoard } from "./annotated-board.ts";

const row = (given: Partial<AnnotatedRow>): AnnotatedRow => ({
  ...{ entry: "otter", suite: "s", rank: "1–3", of: 4, mayBeFirst: true, value: "70.0%", interval: "60.0–80.0" },
  ...{ at: 0.7, low: 0.6, high: 0.8 },
  ...given,
});
const ROWS = [
  row({ head: "May be first" }),
  row({ entry: "<mole>", rank: "4", mayBeFirst: false, head: "Group 2" }),
  row({ rank: null, head: "Not ranked", at: null, low: null, high: null }),
];

const numbers = (svg: string) => [...svg.matchAll(/font-size:12px">(\d)</g)].map(([, number]) => Number(number)).sort();

it("marks what there is to read, each thing once", () => {
  expect(numbers(annotatedBoard(ROWS, "wide"))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(numbers(annotatedBoard(ROWS, "narrow"))).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(numbers(annotatedBoard([row({})], "wide"))).toEqual([1, 2, 3, 4, 5]);
});

it("draws the interval on its scale, and nothing of what is not known", () => {
  const wide = annotatedBoard([row({})], "wide");
  // The scale goes from 524 to 692.
  expect(wide).toContain('x1="624.8" x2="658.4"');
  expect(wide).toContain('x1="641.6" x2="641.6"');
  const unknown = annotatedBoard([row({ at: null, low: null, high: null })], "wide");
  expect(unknown.match(/<line /g)).toHaveLength(1);
});

it("breaks long names between words, and cuts none", () => {
  const svg = annotatedBoard([row({ entry: "imaginary-heron · made-up-large · effort=low" })], "narrow");
  expect(svg).not.toContain("…");
  expect([...svg.matchAll(/>([^<]*(?:heron|large|low)[^<]*)</g)].map(([, line]) => line).join(" ")).toBe(
    "imaginary-heron · made-up-large · effort=low",
  );
});

it("escapes names, and gives a picture for each width", () => {
  const svg = annotatedBoard(ROWS, "narrow");
  expect(svg).toContain("&lt;mole&gt;");
  expect(svg).toContain('width="328"');
});
