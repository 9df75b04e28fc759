import { describe, expect, it } from "vitest";
import { makeOutput } from "../testing/run-in-process.ts";
import { UsageError } from "./cli-error.ts";
import { callByNpm, callByNpx, makeContext, typedPath } from "./context.ts";
import { listLength, noteMore } from "./list-options.ts";
import { keyFor } from "./local-worker.ts";
import { requireKnownOptions } from "./option-slips.ts";
import { wholeNumber } from "./whole-number.ts";

const OPTIONS = {
  suite: { type: "string" },
  all: { type: "boolean", short: "a" },
  limit: { type: "string", short: "l" },
} as const;

describe("requireKnownOptions", () => {
  it.each([
    [[], []],
    [
      ["--suite", "x", "--all"],
      ["suite", "all"],
    ],
    [["--suite=-x"], ["suite"]],
    [["--suite="], ["suite"]],
    [["--suite", "-"], ["suite"]],
    [
      ["-a", "-l", "3"],
      ["all", "limit"],
    ],
    [["--suite", "x", "--suite", "y"], ["suite"]],
  ])("takes %j", (args, names) => {
    expect([...requireKnownOptions(args, OPTIONS, false)]).toEqual(names);
  });

  it.each([
    [["--siute", "x"], "there is no option --siute (did you mean --suite?)"],
    [["--verbose"], "there is no option --verbose"],
    [["-x"], "there is no option -x"],
    [["--constructor"], "there is no option --constructor"],
    [["--all=yes"], "--all takes no value: yes"],
    [["--suite"], "--suite needs a value"],
    [["--suite", "--all"], "--suite needs a value before --all (if that is its value, write --suite=--all)"],
    [["-l", "-3"], "-l needs a value before -3 (if that is its value, write -l=-3)"],
    [["file"], "one argument too many: file"],
    [["--", "--suite"], "one argument too many: --suite"],
  ])("refuses %j", (args, message) => {
    expect(() => requireKnownOptions(args, OPTIONS, false)).toThrow(new UsageError(message));
  });

  it("takes files where a command takes some", () => {
    expect([...requireKnownOptions(["a", "--all", "b", "--", "--c"], OPTIONS, true)]).toEqual(["all"]);
  });
});

describe("wholeNumber", () => {
  it.each([
    ["1", 1],
    ["10", 10],
    [" 7 ", 7],
    ["1e1", 10],
  ])("takes %j from 1 to 10", (text, number) => {
    expect(wholeNumber("--n", text, 1, 10)).toBe(number);
  });

  it.each(["0", "11", "1.5", "", " ", "x", "-1", "Infinity", "1,000"])("refuses %j", (text) => {
    expect(() => wholeNumber("--n", text, 1, 10)).toThrow(
      new UsageError(`--n must be a whole number from 1 to 10: ${text}`),
    );
  });
});

describe("the length of a list", () => {
  it.each([
    [{}, 50],
    [{ limit: "7" }, 7],
    [{ all: true }, Number.POSITIVE_INFINITY],
    [{ all: false, limit: "1000000" }, 1_000_000],
  ])("that %j asks for is %d", (values, length) => {
    expect(listLength(values)).toBe(length);
  });

  it("is not both all and some", () => {
    expect(() => listLength({ all: true, limit: "7" })).toThrow("--all and --limit contradict each other");
    expect(() => listLength({ limit: "0" })).toThrow("--limit must be a whole number from 1 to 1000000: 0");
  });
});

const contextOf = () => {
  const [stdout, stderr] = [makeOutput(), makeOutput()];
  const context = makeContext({
    stdin: process.stdin,
    stdout: stdout.output,
    stderr: stderr.output,
    env: {},
    cwd: "/work/here",
    call: callByNpm,
    signal: new AbortController().signal,
  });
  return { context, stdout, stderr };
};

describe("a context", () => {
  it("writes lines for programs and for people apart", () => {
    const { context, stdout, stderr } = contextOf();
    context.print("a");
    context.print();
    context.warn("b");
    noteMore(context, true);
    noteMore(context, false);
    expect(stdout.written()).toBe("a\n\n");
    expect(stderr.written()).toBe("b\nthere are more: --all or --limit N shows them\n");
  });

  it("takes paths as they are typed", () => {
    const { context } = contextOf();
    expect(typedPath(context, "a/../b.json")).toBe("/work/here/b.json");
    expect(typedPath(context, "/tmp/x")).toBe("/tmp/x");
  });

  it("knows how its commands are called", () => {
    expect(callByNpm("runs")).toBe("npm run runs");
    expect(callByNpm("runs", "--all")).toBe("npm run runs -- --all");
    expect(callByNpm("start")).toBe("npm start");
    expect(callByNpm("test", "--unit")).toBe("npm test -- --unit");
    expect(callByNpx("runs")).toBe("npx ze-benchmarks runs");
    expect(callByNpx("runs", "--all")).toBe("npx ze-benchmarks runs --all");
  });
});

describe("the key to write with", () => {
  const env = { ZE_BENCHMARKS_API_KEY: "own" };

  it("is the environment's, wherever the Worker is", () => {
    expect(keyFor("https://bench.example.org", env)).toBe("own");
    expect(keyFor("http://localhost:8787", env)).toBe("own");
  });

  it("is that of local development for a Worker on this machine alone", () => {
    const local = ["http://localhost:8787", "http://127.0.0.1", "http://[::1]:1"].map((url) => keyFor(url, {}));
    expect(new Set(local).size).toBe(1);
    expect(local[0]).toEqual(expect.any(String));
    for (const url of ["https://bench.example.org", "http://localhost.example.org", "http://192.0.2.1"]) {
      expect(keyFor(url, {}), url).toBeUndefined();
    }
    expect(keyFor("https://bench.example.org", { ZE_BENCHMARKS_API_KEY: "" })).toBeUndefined();
  });
});
