import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { codeOf, messageOf } from "./thrown.ts";

const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

describe("codeOf", () => {
  it("gives the code of an error of the system", () => {
    expect(codeOf(thrownBy(() => readFileSync(`${import.meta.dirname}/not-there`)))).toBe("ENOENT");
  });

  it.each([new Error("x"), "ENOENT", null, undefined, { code: 2 }])("finds none in %s", (thrown) => {
    expect(codeOf(thrown)).toBe("");
  });
});

it.each([
  [new TypeError("it is late"), "it is late"],
  ["so it is", "so it is"],
  [undefined, "undefined"],
])("messageOf gives the words of %s", (thrown, words) => {
  expect(messageOf(thrown)).toBe(words);
});
