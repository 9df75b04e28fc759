import { describe, expect, it } from "vitest";
import { fillArguments, mentionsIn } from "./arguments.ts";

describe("fillArguments", () => {
  it("puts values in, whatever they hold, once", () => {
    const values = { prompt: "say {model}; rm -rf $HOME", model: "m" };
    expect(fillArguments(["agent", "--say={prompt}", "{model}/{model}"], values)).toEqual([
      "agent",
      "--say=say {model}; rm -rf $HOME",
      "m/m",
    ]);
  });

  it("leaves a list out where something that it mentions is not stated", () => {
    const given = ["agent", ["--model", "{model}"], ["--in", "{workspace}"]];
    expect(fillArguments(given, { workspace: "/w" })).toEqual(["agent", "--in", "/w"]);
    expect(fillArguments(given, { workspace: "/w", model: "m" })).toEqual(["agent", "--model", "m", "--in", "/w"]);
  });

  it("names what is mentioned outside of a list and not stated", () => {
    expect(() => fillArguments(["{model}"], {})).toThrow("model is not stated");
  });

  it("leaves other braces as they are", () => {
    expect(fillArguments(['{"a": {}}', "{ model }"], {})).toEqual(['{"a": {}}', "{ model }"]);
    expect(mentionsIn(["--a={workspace}", "{model}"])).toEqual(["workspace", "model"]);
  });
});
