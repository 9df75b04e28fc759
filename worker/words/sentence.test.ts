import { expect, it } from "vitest";
import { sentence } from "./sentence.ts";

it.each([
  ["Minimal help", "Minimal help."],
  ["Minimal help.", "Minimal help."],
  ["Does it parse?", "Does it parse?"],
])("ends %s like a sentence", (text, ended) => {
  expect(sentence(text)).toBe(ended);
});
