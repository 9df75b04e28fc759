import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CHECKOUT_COMMANDS } from "./command/checkout-commands.ts";
import { inProject } from "./command/project.ts";
import { REMOTE_COMMANDS } from "./command/remote-commands.ts";
import { widthOf } from "./terminal/text-width.ts";
import { runInProcess } from "./testing/run-in-process.ts";
import { runScript } from "./testing/run-script.ts";

const COMMANDS = [...CHECKOUT_COMMANDS, ...REMOTE_COMMANDS];

/** What is no command of its own: it leads to all of them. */
const DISPATCHER = "ze-benchmarks.ts";

const FILES = readdirSync(inProject("scripts")).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== DISPATCHER,
);
const { scripts } = JSON.parse(readFileSync(inProject("package.json"), "utf8")) as { scripts: Record<string, string> };

describe.each(COMMANDS)("$name", ({ name, load }) => {
  it("has its own name, an npm script and a row in the README", async () => {
    expect((await load()).command.name).toBe(name);
    expect(scripts[name]).toMatch(/^node .*scripts\/[a-z-]+\.ts$/);
    const call = ["start", "test"].includes(name) ? `npm ${name}` : `npm run (--silent )?${name}`;
    expect(readFileSync(inProject("README.md"), "utf8")).toMatch(new RegExp(`^\\| \`${call}[\` ]`, "m"));
  });

  it("has help that fits a terminal", async () => {
    const { code, output } = await runInProcess((await load()).command, ["--help"], {
      columns: 80,
      env: { NO_COLOR: "1" },
    });
    expect(code).toBe(0);
    // Lists keep their lines.
    const tooWide = output.split("\n").filter((line) => widthOf(line) > 80 && !/^ {2}\S+ {2,}\S/.test(line));
    expect(tooWide).toEqual([]);
  });
});

describe("scripts/", () => {
  it("holds one file a command, which runs itself where it is the entry", () => {
    const entries = Object.values(scripts).flatMap((script) => /scripts\/([a-z-]+\.ts)/.exec(script)?.[1] ?? []);
    expect([...new Set(entries)].sort()).toEqual(FILES);
    for (const file of FILES) {
      const source = readFileSync(inProject("scripts", file), "utf8");
      expect(source).toMatch(/\nif \(import\.meta\.main\) await runHere\(command\);\n$/);
    }
    expect(COMMANDS).toHaveLength(FILES.length);
  });
});

describe("a command as a process", () => {
  it("reads its standard input, and gives its exit code", async () => {
    const { code, output, errors } = await runScript("import.ts", ["--dry-run", "-"], { input: '{"runId":"r"}\n' });
    expect(code).toBe(1);
    expect(output).toContain("1 rejected");
    expect(errors).toContain("standard input:1 rejected");
  });

  it("ends without a word when its reader has had enough", () => {
    const pipe = '"$0" "$1" | head -n 1 > /dev/null; exit $PIPESTATUS';
    const { status, stderr } = spawnSync("bash", ["-c", pipe, process.execPath, inProject("scripts", "sample.ts")]);
    expect({ status, errors: stderr.toString() }).toEqual({ status: 0, errors: "" });
  });

  it("is called by npx, by whatever Node that has found", () => {
    const call = (...args: string[]) =>
      spawnSync(process.execPath, [inProject("scripts", "ze-benchmarks.js"), ...args]);
    const { status, stdout } = call("stats", "--help");
    expect({ status, head: stdout.toString().split("\n")[0] }).toEqual({
      status: 0,
      head: "npx ze-benchmarks stats [options]",
    });
    expect(call("stats", "nonsense").status).toBe(2);
  });
});
