import { describe, expect, it } from "vitest";
import { RefusedError } from "#client/errors.ts";
import { runInProcess } from "../testing/run-in-process.ts";
import { CliError } from "./cli-error.ts";
import { defineCommand } from "./command.ts";

const command = defineCommand({
  name: "greet",
  usage: ["[options] NAME", "--list"],
  about: (call) => `
Greets somebody by name, politely, and says so in a sentence that is too long for one line. ${call("start")} comes first.

  loud   in capitals`,
  options: {
    times: { type: "string", short: "t", value: "N", help: "how often, which may be said in many words (default: 1)" },
    loud: { type: "boolean", help: "in capitals" },
  },
  notes: "Exit code: 0 greeted.",
  takesFiles: true,
  run: async ({ values, files }, { print, warn }) => {
    if (files[0] === "nobody") throw new CliError("nobody is there", 3);
    if (files[0] === "worker") throw new RefusedError("http://w", 401, { detail: "wrong key" });
    if (files[0] === "defect") throw new TypeError("of no use");
    print(`${values.loud ? "HELLO" : "hello"} ${files} ${values.times ?? 1}`);
    warn("greeted");
    return 7;
  },
});

const greet = (...args: string[]) => runInProcess(command, args);

describe("a command", () => {
  it("gets its options and what else was typed, and gives its exit code", async () => {
    expect(await greet("you", "-t", "2", "--loud", "--", "-x")).toEqual({
      code: 7,
      output: "HELLO you,-x 2\n",
      errors: "greeted\n",
    });
  });

  it("prints its help, in lines of the terminal's width", async () => {
    const { code, output } = await runInProcess(command, ["--loud", "-h"], { columns: 50, env: { NO_COLOR: "1" } });
    expect(code).toBe(0);
    expect(output).toMatchInlineSnapshot(`
      "npm run greet -- [options] NAME
      npm run greet -- --list

      Greets somebody by name, politely, and says so in
      a sentence that is too long for one line. npm
      start comes first.

        loud   in capitals

        -t, --times N  how often, which may be said in
                       many words (default: 1)
        --loud         in capitals
        -h, --help     this

      Exit code: 0 greeted.
      "
    `);
  });

  it("sets names apart on a terminal, and errors", async () => {
    const { output } = await runInProcess(command, ["--help"], { columns: 80 });
    expect(output).toContain("\u001b[1m--loud\u001b[22m");
    const { errors } = await runInProcess(command, ["nobody"], { columns: 80 });
    expect(errors).toBe("\u001b[31mnobody is there\u001b[39m\n");
  });

  it.each([
    [["--lout"], "there is no option --lout (did you mean --loud?)"],
    [["-x"], "there is no option -x"],
    [["--toString"], "there is no option --toString"],
    [["--times"], "--times needs a value"],
    [["--times", "--loud"], "--times needs a value before --loud (if that is its value, write --times=--loud)"],
    [["--loud=yes"], "--loud takes no value: yes"],
  ])("says what is wrong with %j, and exits with 2", async (args, message) => {
    const pointer = "npm run greet -- --help says more";
    expect(await greet(...args)).toEqual({ code: 2, output: "", errors: `${message}\n${pointer}\n` });
  });

  it("takes a value that begins with a dash where it is meant", async () => {
    expect((await greet("--times=-1", "you")).output).toBe("hello you -1\n");
    expect((await greet("--times", "-", "you")).output).toBe("hello you -\n");
  });

  it("takes nothing but options unless it says so", async () => {
    const bare = defineCommand({ name: "bare", usage: [""], about: () => "", options: {}, run: async () => 0 });
    expect(await runInProcess(bare, ["extra"])).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^one argument too many: extra\n/),
    });
  });

  it("shows no stack for errors that speak for themselves, and one for a defect", async () => {
    expect(await greet("nobody")).toEqual({ code: 3, output: "", errors: "nobody is there\n" });
    expect(await greet("worker")).toEqual({ code: 1, output: "", errors: "http://w answered 401: wrong key\n" });
    expect(await greet("defect")).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^TypeError: of no use\n {4}at .*command\.test/),
    });
  });
});
