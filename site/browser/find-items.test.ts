import { describe, expect, it } from "vitest";
import { findItems, type SearchItem } from "./find-items.ts";

const ITEMS: readonly SearchItem[] = [
  ["suite", "swe-bench", "/suites/swe-bench/"],
  ["agent", "OpenHands", "/agents/openhands/"],
  ["entry", "OpenHands · Claude Opus 4.5", "/entries/a/"],
  ["entry", "mini-swe-agent · Claude Opus 4.5", "/entries/b/"],
  ["task", "django__django-11099", "/suites/swe-bench/scenarios/c/", "swe-bench"],
  ["model", "Café", "/models/d/"],
  ["docs", "Intervals", "/docs/methodology/#intervals", "clopper pearson exact interval of a success rate"],
];
const found = (query: string) => findItems(ITEMS, query).map(({ item: [, title] }) => title);

describe("findItems", () => {
  it.each([
    ["openhands", ["OpenHands", "OpenHands · Claude Opus 4.5"]],
    ["opus openhands", ["OpenHands · Claude Opus 4.5"]],
    ["swe", ["swe-bench", "mini-swe-agent · Claude Opus 4.5", "django__django-11099"]],
    ["11099", ["django__django-11099"]],
    ["cafe", ["Café"]],
    ["CAFÉ", ["Café"]],
    ["afé", ["Café"]],
    ["exact rate", ["Intervals"]],
    ["earson", []],
    ["agent open", ["OpenHands"]],
    ["hands", ["OpenHands", "OpenHands · Claude Opus 4.5"]],
    ["no-such-thing", []],
    [" , ", []],
  ])("finds for %j: %j", (query, titles) => {
    expect(found(query)).toEqual(titles);
  });
});
