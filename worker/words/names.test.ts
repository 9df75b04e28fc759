import { expect, it } from "vitest";
import { entryTitle, formatName } from "./names.ts";

it("says of a name that it is not stated", () => {
  expect([formatName("opus"), formatName(""), formatName(null), formatName(undefined)]).toEqual([
    ...["opus", "not stated", "not stated", "not stated"],
  ]);
});

it("writes an entry as far as it is stated", () => {
  expect(entryTitle({ agent: "echo" })).toBe("echo");
  expect(entryTitle({ agent: "claude-code", model: "opus", variant: "high" })).toBe("claude-code · opus · high");
});
