import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProgram } from "./find-program.ts";
import { agentNames, readAgents } from "./read-agents.ts";

let home: string;
const at = (...names: string[]) => join(home, ...names);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "read-agents-"));
  for (const folder of ["first", "second", "bin", "other-bin"]) await mkdir(at(folder));
  await writeFile(at("first", "echo.yaml"), "kind: echo\ntitle: Says it again\n");
  await writeFile(at("first", "shared.yaml"), "kind: echo\nmodel: of the first\n");
  await writeFile(at("second", "shared.yaml"), "kind: echo\nmodel: of the second\nvariant: v\n");
  await writeFile(at("second", "notes.txt"), "no agent");
  await writeFile(at("second", "broken.yaml"), "kind: ecko\n");
  await writeFile(at("second", "odd.yaml"), "kind: echo\nmodle: m\n");
  await writeFile(at("bin", "tool"), "#!/bin/sh\n");
  await chmod(at("bin", "tool"), 0o755);
  await writeFile(at("other-bin", "tool"), "#!/bin/sh\n");
  await chmod(at("other-bin", "tool"), 0o755);
  await writeFile(at("bin", "plain"), "text");
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe("agents", () => {
  it("are found in all folders by the names of their files, each name once", async () => {
    expect(await agentNames([at("first"), at("second")])).toEqual(["broken", "echo", "odd", "shared"]);
    expect(await agentNames([at("first")])).toEqual(["echo", "shared"]);
    expect(await agentNames([])).toEqual([]);
  });

  it("are read as they are asked for, of two of one name the one in the later folder", async () => {
    const agents = await readAgents([at("first"), at("second")], ["shared", "echo"]);
    expect(agents.map(({ name, title, model, variant }) => ({ name, title, model, variant }))).toEqual([
      { name: "shared", title: undefined, model: "of the second", variant: "v" },
      { name: "echo", title: "Says it again", model: undefined, variant: undefined },
    ]);
    const [first] = await readAgents([at("second"), at("first")], ["shared"]);
    expect(first?.model).toBe("of the first");
  });

  it("that cannot be read are named with their file and what is wrong", async () => {
    const read = (name: string) => readAgents([at("second")], [name]);
    await expect(read("broken")).rejects.toThrow(/broken\.yaml is not valid:\n {2}kind/);
    await expect(read("odd")).rejects.toThrow(/odd\.yaml is not valid:\n.*modle \(did you mean model\?\)/);
    await expect(agentNames([at("none")])).rejects.toThrow(`cannot read the folder ${at("none")}: ENOENT`);
  });
});

describe("findProgram", () => {
  const env = () => ({ PATH: `${at("none")}:${at("bin")}:${at("other-bin")}` });

  it("finds the first of that name on the PATH", async () => {
    expect(await findProgram("tool", env())).toBe(at("bin", "tool"));
    expect(await findProgram("tool", { PATH: at("other-bin") })).toBe(at("other-bin", "tool"));
  });

  it("takes an absolute path as it is", async () => {
    expect(await findProgram(at("bin", "tool"), {})).toBe(at("bin", "tool"));
    expect(await findProgram(at("bin", "none"), env())).toBeUndefined();
  });

  it("finds nothing that cannot be run, nor anything beside the PATH", async () => {
    expect(await findProgram("plain", env())).toBeUndefined();
    expect(await findProgram("nobody", env())).toBeUndefined();
    expect(await findProgram("tool", {})).toBeUndefined();
    // A folder that is named relatively would be another one in every workspace.
    expect(await findProgram("tool", { PATH: "bin:." })).toBeUndefined();
  });
});
