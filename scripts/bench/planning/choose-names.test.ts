import { describe, expect, it } from "vitest";
import { UsageError } from "../../command/cli-error.ts";
import { chooseNames } from "./choose-names.ts";

const NAMES = ["echo", "scripted-a", "scripted-b", "x,y"];

describe("chooseNames", () => {
  it.each([
    ["echo", ["echo"]],
    ["scripted-b,echo", ["echo", "scripted-b"]],
    ["scripted-*", ["scripted-a", "scripted-b"]],
    ["echo,scripted-*,echo", ["echo", "scripted-a", "scripted-b"]],
    ["all", NAMES],
    ["x,y", ["x,y"]],
  ])("takes %s", (text, chosen) => {
    expect(chooseNames("agent", text, NAMES)).toEqual(chosen);
  });

  it.each(["ecko", "echo,", "echo,none-*", ""])("refuses %j, and says what there is", (text) => {
    const choose = () => chooseNames("agent", text, NAMES);
    expect(choose).toThrow(UsageError);
    expect(choose).toThrow(
      /^no agent is called (ecko \(did you mean echo\?\)|none-\*|""); there are: echo, scripted-a, scripted-b, x,y$/,
    );
  });
});
