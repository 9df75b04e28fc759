import { expect, it } from "vitest";
import { sectionsOf } from "./doc-sections.ts";

it("divides a page by its headings, each with its words once", () => {
  const page =
    "---\ntitle: T\n---\n\nFirst `a-b` words, words.\n\n## One\n\nÉtude [x](y) 4.5\n\n### Deeper\n\nmore\n\n## Two";
  expect(sectionsOf(page)).toEqual([
    { title: "", words: "first a-b words" },
    { title: "One", words: "etude 4.5 deeper more" },
    { title: "Two", words: "" },
  ]);
});
