import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { bareEnvironment } from "./bare-environment.ts";
import { type ProgramOptions, runProgram, runShell, watchProgram } from "./run-program.ts";

/** The command lines of all processes here. */
const commandLines = (): string[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
      } catch {
        // It has ended in between.
        return "";
      }
    });

const options = (more: Partial<ProgramOptions> = {}): ProgramOptions => ({
  cwd: tmpdir(),
  env: bareEnvironment(),
  signal: new AbortController().signal,
  ...more,
});

const evaluate = (code: string): [string, ...string[]] => [process.execPath, "--eval", code];

describe("runProgram", () => {
  it("gives what it prints, its exit code, and passes input on", async () => {
    const end = await runShell("cat; echo bad >&2; exit 4", options({ input: "one\ntwo\n" }));
    expect(end).toEqual({ code: 4, output: "one\ntwo\n", errors: "bad\n", timedOut: false });
  });

  it("does not mind a program that reads none of its input", async () => {
    const end = await runShell("exit 0", options({ input: "x".repeat(10_000_000) }));
    expect(end.code).toBe(0);
  });

  it("gives 127 for a program that is not there", async () => {
    expect((await runProgram(["no-such-program-here"], options())).code).toBe(127);
  });

  it("keeps the end of an output that goes on and on", async () => {
    const code = 'for (let n = 0; n < 300; n++) process.stdout.write("x".repeat(65536)); console.log("end")';
    const { output } = await runProgram(evaluate(code), options());
    expect(output.length).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(output.endsWith("xend\n")).toBe(true);
  });

  it("keeps no half of a secret where it cuts", async () => {
    const code = 'process.stdout.write("the-secret-1234\\n" + "y".repeat(4 * 1024 * 1024 - 5))';
    const { output } = await runProgram(evaluate(code), options());
    expect(output).toMatch(/^y+$/);
    expect(output.length).toBe(4 * 1024 * 1024 - 5);
  });

  it("ends it, and what it started, when the time is over", async () => {
    const end = await runShell("echo before; sleep 30 & sleep 30; echo after", options({ timeoutMs: 2000 }));
    expect(end).toMatchObject({ code: null, output: "before\n", timedOut: true });
  });

  it("ends what left the program's group and session, and does not wait for it", async () => {
    const sleep = `sleep 98765${process.pid}`;
    const end = await runShell(`setsid ${sleep} & sleep 0.2; echo started`, options());
    expect(end).toMatchObject({ code: 0, output: "started\n" });
    const isLeft = () => commandLines().some((line) => line.includes(`${sleep.replace(" ", "\0")}\0`));
    for (let tries = 0; isLeft() && tries < 50; tries++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isLeft()).toBe(false);
  });

  it("shows a program no process but its own", async () => {
    const { output } = await runShell("ls -d /proc/[0-9]* | wc -l", options());
    expect(Number(output)).toBeLessThan(8);
    expect(commandLines().length).toBeGreaterThan(8);
  });

  it("throws the signal's reason when it is aborted", async () => {
    const controller = new AbortController();
    const running = runShell("sleep 30", options({ signal: controller.signal }));
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
    await expect(runShell("exit 0", options({ signal: controller.signal }))).rejects.toThrow("enough");
  });
});

describe("watchProgram", () => {
  it("gives what was printed until the signal was aborted", async () => {
    const controller = new AbortController();
    const running = watchProgram(["sh", "-c", "echo before; sleep 30"], options({ signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 500);
    expect(await running).toMatchObject({ code: null, output: "before\n" });
  });
});
