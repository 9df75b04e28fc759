import { expect, it } from "vitest";
import { lookAlikes } from "./look-alikes.ts";

it("groups names that differ by prefix, date, case or punctuation alone", () => {
  const names = [
    "openai/gpt-5",
    "GPT 5",
    "gpt-5",
    "gpt-5-2026-08-01",
    "gpt-5-mini",
    "claude-3.5-sonnet-20241022",
    "claude_3_5_sonnet",
    "claude-3.7-sonnet",
    "2026-08-01",
    "gpt-5",
  ];
  expect(lookAlikes(names)).toEqual([
    ["GPT 5", "gpt-5", "openai/gpt-5", "gpt-5-2026-08-01"],
    ["claude_3_5_sonnet", "claude-3.5-sonnet-20241022"],
  ]);
});

it("keeps apart what differs by more", () => {
  expect(
    lookAlikes(["gpt-4", "gpt-41", "R (08-24)", "R+ (08-24)", "gpt-4o", "o1", "o1-20261399", "日本", "日本語"]),
  ).toEqual([]);
});
