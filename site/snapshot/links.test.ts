import { expect, it } from "vitest";
import { courseId, entryPath, entrySlug } from "./links.ts";

it.each([
  [{ agent: "claude-code" }, "claude-code"],
  [{ agent: "claude-code", model: "opus" }, "claude-code~~opus"],
  [{ agent: "aider", model: "opus", variant: "diff" }, "aider~~opus~~diff"],
  [{ agent: "aider", variant: "diff" }, "aider~~~~diff"],
])("names the entry %j by the slugs of its parts", (entry, slug) => {
  expect(entrySlug(entry)).toBe(slug);
  expect(entryPath(entry)).toBe(`/entries/${slug}/`);
});

it("keeps apart entries whose names would read alike", () => {
  const slugs = [
    { agent: "a+b" },
    { agent: "a", model: "b" },
    { agent: "a-b" },
    { agent: "a", variant: "b" },
    { agent: "A", model: "b" },
  ].map(entrySlug);
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs[0]).toMatch(/^a-b~[0-9a-f]{20}$/);
});

it("names the place of a suite's version on an agent's page", () => {
  expect(courseId({ path: "/suites/swe/" })).toBe("over-time-swe");
  expect(courseId({ path: "/suites/swe/versions/2/" })).toBe("over-time-swe/versions/2");
});
