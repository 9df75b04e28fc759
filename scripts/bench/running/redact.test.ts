import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { redactor } from "./redact.ts";

const SECRETS = { SOME_API_KEY: "sk-1234567890", SHORT_TOKEN: "abc", GREETING: "good morning" };

describe("redactor", () => {
  it("takes out paths of the run and of the machine, the longest first", () => {
    const scenarioFolder = inProject("scripts", "suites", "s", "one");
    const redact = redactor({ workspace: join(homedir(), "tmp-run", "workspace"), scenarioFolder }, {});
    const text = [
      join(homedir(), "tmp-run", "workspace", "a.txt"),
      join(scenarioFolder, "checks"),
      inProject("scripts"),
      join(homedir(), ".npmrc"),
    ].join(" ");
    expect(redact(text)).toBe("<workspace>/a.txt <scenario>/checks <harness>/scripts ~/.npmrc");
  });

  it("takes out the values of secrets, and leaves other variables", () => {
    const redact = redactor({ scenarioFolder: "/nowhere/at/all" }, SECRETS);
    expect(redact("key=sk-1234567890 abc good morning")).toBe("key=<SOME_API_KEY> abc good morning");
  });
});
