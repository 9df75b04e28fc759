import { describe, expect, it } from "vitest";
import { hasLiving } from "./killable-worker.ts";

describe("hasLiving", () => {
  it("finds a living process of the group, and takes no dead or other one for it", () => {
    const processes = "    1 Ss\n   12 Z\n   12 Z+\n  123 Sl\n";
    expect(hasLiving(12, processes)).toBe(false);
    expect(hasLiving(12, `${processes}   12 Rl\n`)).toBe(true);
    expect(hasLiving(123, processes)).toBe(true);
    expect(hasLiving(12, "")).toBe(false);
  });
});
