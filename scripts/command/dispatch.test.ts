import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { makeOutput } from "../testing/run-in-process.ts";
import { defineCommand } from "./command.ts";
import { callByNpx, makeContext } from "./context.ts";
import { dispatch, type Listed } from "./dispatch.ts";

const listed = (name: string): Listed => ({
  name,
  summary: `does what ${name} does, and says so in a sentence`,
  load: async () => ({
    command: defineCommand({
      name,
      usage: [""],
      about: () => "",
      options: { all: { type: "boolean", help: "all" } },
      run: async ({ values }, { print }) => {
        print(`${name} ${values.all}`);
        return 4;
      },
    }),
  }),
});

const call = async (...args: string[]) => {
  const [stdout, stderr] = [makeOutput(), makeOutput(40)];
  const code = await dispatch(
    [listed("runs"), listed("compare-batches")],
    args,
    makeContext({
      stdin: Readable.from([]),
      stdout: stdout.output,
      stderr: stderr.output,
      env: { NO_COLOR: "1" },
      cwd: "/",
      signal: new AbortController().signal,
      call: callByNpx,
    }),
  );
  return { code, output: stdout.written(), errors: stderr.written() };
};

describe("dispatch", () => {
  it("runs the command that is named", async () => {
    expect(await call("runs", "--all")).toEqual({ code: 4, output: "runs true\n", errors: "" });
  });

  it.each([[[]], [["--help"]], [["-h"]], [["help"]]])("lists the commands for %j", async (args) => {
    expect(await call(...args)).toMatchObject({
      code: 0,
      output: `npx ze-benchmarks COMMAND [options]

  runs             does what runs does, and says so in a sentence
  compare-batches  does what compare-batches does, and says so in a sentence

npx ze-benchmarks COMMAND --help says more.
`,
    });
  });

  it("says which command was probably meant", async () => {
    const errors = "there is no command rusn (did you mean runs?)\nnpx ze-benchmarks --help lists them\n";
    expect(await call("rusn")).toEqual({ code: 2, output: "", errors });
    expect((await call("toString")).errors).toMatch(/^there is no command toString\n/);
  });

  it("points from wrong usage to the command's help", async () => {
    const errors = "there is no option --al (did you mean --all?)\nnpx ze-benchmarks runs --help says more\n";
    expect(await call("runs", "--al")).toEqual({ code: 2, output: "", errors });
  });
});
