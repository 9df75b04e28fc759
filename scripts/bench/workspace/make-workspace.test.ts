import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RunError } from "../running/run-error.ts";
import type { Scenario } from "../suites/read-suites.ts";
import { type MadeFolder, makeFolder, watchTemporaryFiles } from "../testing/made-suite.ts";
import { makeWorkspace, type Workspace } from "./make-workspace.ts";

let fixture: MadeFolder;
const workspaces: Workspace[] = [];
beforeEach(() => {
  fixture = makeFolder({ "src/a.txt": "a\n", "node_modules/dep/index.js": "dep" });
  symlinkSync("src/a.txt", join(fixture.path, "link"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  fixture.remove();
  for (const workspace of workspaces.splice(0)) await workspace.remove();
});

const signal = new AbortController().signal;

const make = async (more: Partial<Scenario> = {}): Promise<Workspace> => {
  const scenario = { fixture: fixture.path, setupTimeout: 1, ...more } as Scenario;
  const workspace = await makeWorkspace(scenario, { signal });
  workspaces.push(workspace);
  return workspace;
};

describe("makeWorkspace", () => {
  it("copies the fixture anew each time, links as links, and leaves nothing beside it to be found", async () => {
    const [one, two] = [await make(), await make()];
    writeFileSync(join(one.path, "src", "a.txt"), "changed\n");
    expect(readFileSync(join(two.path, "src", "a.txt"), "utf8")).toBe("a\n");
    expect(readFileSync(join(fixture.path, "src", "a.txt"), "utf8")).toBe("a\n");
    expect(lstatSync(join(one.path, "link")).isSymbolicLink()).toBe(true);
    expect(readdirSync(dirname(one.path))).toEqual(["workspace"]);
  });

  it("is empty without a fixture", async () => {
    expect(readdirSync((await make({ fixture: undefined })).path)).toEqual([]);
  });

  it("takes what the setup made as the beginning", async () => {
    const workspace = await make({ setup: "echo made > set-up.txt" });
    writeFileSync(join(workspace.path, "new.txt"), "n\n");
    expect(await workspace.changes()).toMatchObject([{ file: "new.txt", kind: "added" }]);
    expect(existsSync(join(workspace.path, "set-up.txt"))).toBe(true);
  });

  it.each([
    ["echo no network >&2; exit 7", /^the setup ended with exit code 7: no network$/],
    ["sleep 20", /^the setup did not end within 1 s/],
  ])("takes a setup that fails for a failure of the workspace: %s", async (setup, message) => {
    const elsewhere = makeFolder();
    const leftovers = watchTemporaryFiles(elsewhere.path, vi.stubEnv);
    const failure = await make({ setup }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RunError);
    expect(failure).toMatchObject({ errorType: "workspace", message: expect.stringMatching(message) });
    expect(leftovers()).toEqual([]);
    elsewhere.remove();
  });

  it("removes all of it", async () => {
    const workspace = await make();
    await workspace.remove();
    expect(existsSync(dirname(workspace.path))).toBe(false);
  });
});
