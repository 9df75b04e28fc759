import { expect, it } from "vitest";
import { firstSentence, sentence } from "./sentence.ts";

it.each([
  ["Minimal help", "Minimal help."],
  ["Minimal help.", "Minimal help."],
  ["Does it parse?", "Does it parse?"],
])("ends %s like a sentence", (text, ended) => {
  expect(sentence(text)).toBe(ended);
});

it.each([
  ["Bugs of v1.2, e.g. leaks. And more.", "Bugs of v1.2, e.g. leaks."],
  ["Mends bugs.\nThen more.", "Mends bugs."],
  ["Mends bugs", "Mends bugs."],
  ["Can it? Yes.", "Can it?"],
])("has of %j the first sentence", (text, first) => {
  expect(firstSentence(text)).toBe(first);
});
