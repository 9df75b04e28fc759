import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { makeOutput } from "../testing/run-in-process.ts";
import { callByNpm, makeContext } from "./context.ts";
import type { Description } from "./description.ts";
import { renderHelp } from "./render-help.ts";

const DESCRIPTION: Description = {
  name: "weigh",
  usage: ["[options] FILE…", "--list"],
  about: (call) => `\nWeighs files. See ${call("runs", "--all")}.\n  npm run weigh -- a.json\n\nAnother paragraph.\n`,
  options: {
    out: {
      type: "string",
      short: "o",
      value: "FILE",
      help: "where the weights go, one a line, in grams and to the nearest thousandth of one",
    },
    list: { type: "boolean", help: "what there is" },
  },
  notes: "Exit code: 0 done.",
};

const helpAt = (columns?: number, description = DESCRIPTION) => {
  const { output } = makeOutput(columns);
  const parts = { stdin: process.stdin, stdout: output, stderr: output, env: {}, cwd: "/", call: callByNpm };
  return renderHelp(description, makeContext({ ...parts, signal: new AbortController().signal }));
};

describe("renderHelp", () => {
  it("says how a command is called, what it does, its options and the rest", () => {
    expect(helpAt()).toBe(
      [
        "npm run weigh -- [options] FILE…",
        "npm run weigh -- --list",
        "",
        "Weighs files. See npm run runs -- --all.",
        "  npm run weigh -- a.json",
        "",
        "Another paragraph.",
        "",
        "  -o, --out FILE  where the weights go, one a line, in grams and to the nearest thousandth of one",
        "  --list          what there is",
        "",
        "Exit code: 0 done.",
      ].join("\n"),
    );
  });

  it("breaks its lines for a narrow terminal, under each other", () => {
    const lines = helpAt(50).split("\n").map(stripVTControlCharacters);
    expect(lines.every((line) => line.length <= 50)).toBe(true);
    const from = lines.findIndex((line) => line.includes("--out FILE"));
    expect(lines.slice(from, from + 3)).toEqual([
      "  -o, --out FILE  where the weights go, one a",
      "                  line, in grams and to the",
      "                  nearest thousandth of one",
    ]);
  });

  it("ends with the options where there is nothing else to know", () => {
    const { notes: _notes, ...without } = DESCRIPTION;
    expect(helpAt(undefined, without)).toMatch(/what there is$/);
  });

  it("sets the calls and options apart on a terminal", () => {
    expect(helpAt(80)).toContain("\u001b[1mnpm run weigh -- --list\u001b");
    expect(helpAt(80)).toContain("\u001b[1m--list\u001b");
    expect(helpAt()).not.toContain("\u001b");
  });
});
