import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inProject } from "./command/project.ts";
import { runScript } from "./testing/run-script.ts";

const files = readdirSync(inProject("scripts")).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

describe("each command", () => {
  it.each(files)("runs as a process of its own: %s", async (file) => {
    const { code, output, errors } = await runScript(file, ["--help"]);
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).toMatch(/^npm (run )?[a-z:-]+( -- .*)?\n/);
    expect(output).toMatch(/^ {2}-h, --help/m);
  });
});
