import { describe, expect, it } from "vitest";
import { bareEnvironment } from "./bare-environment.ts";

describe("bareEnvironment", () => {
  it("keeps what programs need and what is named, and takes the rest away", () => {
    const variables = {
      PATH: "/bin",
      LC_ALL: "C",
      HTTPS_PROXY: "http://proxy",
      ZE_BENCHMARKS_API_KEY: "secret",
      OPENAI_API_KEY: "named",
      AWS_SECRET_ACCESS_KEY: "other",
    };
    expect(bareEnvironment(["OPENAI_API_KEY", "NOT_SET"], variables)).toEqual({
      PATH: "/bin",
      LC_ALL: "C",
      HTTPS_PROXY: "http://proxy",
      OPENAI_API_KEY: "named",
    });
  });
});
