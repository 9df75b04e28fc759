import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { callTool, TOOL_DESCRIPTIONS } from "./toolbox.ts";

let workspace = "";
beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), "toolbox-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(workspace, { recursive: true });
});

const call = (name: string, input: unknown, signal = new AbortController().signal) =>
  callTool({ id: "1", name, input }, { workspace, signal });

const textOf = async (name: string, input: unknown) => {
  const { text, isError } = await call(name, input);
  expect(isError, text).toBe(false);
  return text;
};

const failureOf = async (name: string, input: unknown) => {
  const { text, isError } = await call(name, input);
  expect(isError, text).toBe(true);
  return text;
};

describe("TOOL_DESCRIPTIONS", () => {
  it("describe their arguments as services take them", () => {
    expect(TOOL_DESCRIPTIONS.map(({ name }) => name)).toEqual(["list_files", "read_file", "write_file", "run_command"]);
    expect(TOOL_DESCRIPTIONS[1]?.parameters).toMatchInlineSnapshot(`
      {
        "additionalProperties": false,
        "properties": {
          "fromLine": {
            "default": 1,
            "description": "The number of the line to begin with. Default: 1.",
            "maximum": 9007199254740991,
            "minimum": 1,
            "type": "integer",
          },
          "path": {
            "description": "The file, relative to the workspace.",
            "minLength": 1,
            "type": "string",
          },
        },
        "required": [
          "path",
        ],
        "type": "object",
      }
    `);
  });
});

describe("callTool", () => {
  it.each([
    ["no_such_tool", {}, /^error: there is no tool no_such_tool$/],
    ["read_file", {}, /^error: wrong arguments: .*path/s],
    ["read_file", '{"pa', /^error: wrong arguments: /],
    ["read_file", { path: "a", lines: 3 }, /^error: wrong arguments: .*lines/s],
    ["write_file", { path: "a", content: 1 }, /^error: wrong arguments: .*content/s],
    ["run_command", { command: "true", seconds: 1e6 }, /^error: wrong arguments: .*seconds/s],
    ["read_file", { path: "../../etc/passwd" }, /^error: leads out of the workspace: /],
    ["write_file", { path: "/etc/new", content: "" }, /^error: leads out of the workspace: /],
    ["list_files", { path: ".." }, /^error: leads out of the workspace: /],
    ["read_file", { path: "none" }, /^error: there is no file none$/],
    ["list_files", { path: "none" }, /^error: there is no folder none$/],
  ])("tells the model what is wrong with %s %j", async (name, input, expected) => {
    expect(await failureOf(name, input)).toMatch(expected);
  });

  it("lets no link lead out", async () => {
    await symlink("/etc", join(workspace, "out"));
    expect(await failureOf("read_file", { path: "out/passwd" })).toMatch(/leads out/);
    expect(await failureOf("list_files", { path: "out" })).toMatch(/leads out/);
    expect(await failureOf("write_file", { path: "out/new", content: "" })).toMatch(/leads out/);
    expect(await textOf("list_files", {})).toBe("out -> /etc");
  });

  it("throws the reason of a signal that was aborted", async () => {
    await expect(call("list_files", {}, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });
});

describe("list_files", () => {
  it("lists all that is below, but not what tools fill", async () => {
    for (const folder of ["src/deep", "node_modules/x", ".git/refs"]) {
      await mkdir(join(workspace, folder), { recursive: true });
      await writeFile(join(workspace, folder, "file"), "");
    }
    expect(await textOf("list_files", {})).toBe(
      [".git/ (not listed)", "node_modules/ (not listed)", "src/", "src/deep/", "src/deep/file"].join("\n"),
    );
    expect(await textOf("list_files", { path: "src" })).toBe("src/deep/\nsrc/deep/file");
  });

  it("says that there are more than it lists, and what is empty", async () => {
    expect(await textOf("list_files", {})).toBe("(empty)");
    await Promise.all(Array.from({ length: 1001 }, (_, number) => writeFile(join(workspace, `f${number}`), "")));
    const lines = (await textOf("list_files", {})).split("\n");
    expect(lines).toHaveLength(1001);
    expect(lines.at(-1)).toBe("[there are more: only 1000 are listed]");
  });
});

describe("read_file", () => {
  it("gives a long file in pieces that make up the whole", async () => {
    const lines = Array.from({ length: 20_000 }, (_, number) => `line ${number + 1}`);
    await writeFile(join(workspace, "long"), lines.join("\n"));
    const read: string[] = [];
    for (let fromLine: number | undefined = 1; fromLine !== undefined; ) {
      const text = await textOf("read_file", { path: "long", fromLine });
      const [note, next] = /\n\[lines \d+ to \d+ of 20000; read on with fromLine (\d+)\]$/.exec(text) ?? [""];
      read.push(...text.slice(0, text.length - note.length).split("\n"));
      fromLine = next === undefined ? undefined : Number(next);
    }
    expect(read).toEqual(lines);
    expect(await failureOf("read_file", { path: "long", fromLine: 20_001 })).toBe("error: long has only 20000 lines");
  });

  it("cuts a line that is too long, and says so", async () => {
    await writeFile(join(workspace, "line"), "😀".repeat(100_000));
    const text = await textOf("read_file", { path: "line" });
    expect(text).toContain("[140000 characters left out]");
    expect(text.isWellFormed()).toBe(true);
  });

  it("gives no bytes for a text", async () => {
    await writeFile(join(workspace, "bytes"), Uint8Array.of(1, 0, 2));
    expect(await failureOf("read_file", { path: "bytes" })).toBe("error: bytes is not text");
  });
});

describe("write_file", () => {
  it("writes what read_file then gives", async () => {
    expect(await textOf("write_file", { path: "src/new.ts", content: "é\n" })).toBe("wrote 3 bytes to src/new.ts");
    expect(await readFile(join(workspace, "src", "new.ts"), "utf8")).toBe("é\n");
    expect(await textOf("read_file", { path: "src/new.ts" })).toBe("é\n");
  });
});

describe("run_command", () => {
  it("gives the exit code and what was printed", async () => {
    expect(await textOf("run_command", { command: "pwd; echo bad >&2; exit 3" })).toMatch(
      /^exit code 3\nstdout:\n.*toolbox-.*\nstderr:\nbad$/,
    );
  });

  it("shows no secrets to what it runs", async () => {
    for (const name of ["ANTHROPIC_API_KEY", "OPENROUTER_API_KEY", "ZE_BENCHMARKS_API_KEY"]) vi.stubEnv(name, "hush");
    expect(await textOf("run_command", { command: "env; echo done" })).toMatch(/^(?!.*hush).*done$/s);
  });

  it("keeps the beginning and the end of a long output", async () => {
    const text = await textOf("run_command", { command: "echo first; seq 100000; echo last" });
    expect(text).toMatch(/^exit code 0\nstdout:\nfirst\n.*\n\[\d+ characters left out\]\n.*\nlast$/s);
    expect(text.length).toBeLessThan(21_000);
  });

  it("ends a command when its time is over", async () => {
    expect(await textOf("run_command", { command: "echo begun; sleep 60", seconds: 1 })).toBe(
      "ended after 1 seconds, the time limit\nstdout:\nbegun",
    );
  });

  it("ends a command with the run", async () => {
    const stopped = new AbortController();
    const running = call("run_command", { command: "touch begun; sleep 60" }, stopped.signal);
    await vi.waitFor(() => readFile(join(workspace, "begun")));
    stopped.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});
