import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeLeft, setup } from "./temporary-folder.ts";

describe("describeLeft", () => {
  it.each([
    [[], undefined],
    [["miniflare-assets-a1b2c3", "playwright_chromiumdev_profile-a1b2c3", "node-compile-cache"], undefined],
    [["import-a1b2c3", "import-d4e5f6", "miniflare-x"], "import-… (2 times);"],
    [["notes.txt", "backup-a1b2c3"], "backup-…, notes.txt;"],
  ])("says of %j: %s", (names, text) => {
    if (text === undefined) expect(describeLeft(names)).toBeUndefined();
    else expect(describeLeft(names)).toContain(`tests left in the temporary folder: ${text}`);
  });
});

describe("setup", () => {
  it("gives a temporary folder, takes it away again, and says what lay in it", () => {
    const before = tmpdir();
    const isSet = process.env["TMPDIR"];
    const end = setup();
    const own = tmpdir();
    expect(own).not.toBe(before);
    rmSync(mkdtempSync(join(own, "used-")), { recursive: true });
    end();
    expect(existsSync(own)).toBe(false);
    expect(tmpdir()).toBe(before);
    expect(process.env["TMPDIR"]).toBe(isSet);

    const untidy = setup();
    const other = tmpdir();
    writeFileSync(join(other, "left.txt"), "");
    expect(untidy).toThrow("tests left in the temporary folder: left.txt; remove");
    expect(existsSync(other)).toBe(false);
    expect(tmpdir()).toBe(before);
  });

  it("has been called before this very test", () => {
    expect(tmpdir()).toMatch(/[\\/]ze-benchmarks-tests-[A-Za-z0-9]{6}$/);
  });
});
