import { describe, expect, it } from "vitest";
import { completeDraft, type Draft, type Mapping } from "./importer.ts";

const full: Draft = {
  runId: "r",
  suite: "s",
  scenario: "c",
  tier: "t",
  agent: "a",
  status: "completed",
  startedAt: "2026-01-01T00:00:00.000Z",
};
const complete = (draft: Partial<Draft>, mapping: Mapping = {}) => completeDraft({ ...full, ...draft }, mapping);

describe("completeDraft", () => {
  it("takes what the source states, else what is mapped, else what the format suggests", () => {
    const otherwise = { suite: "suggested", tier: "suggested", agent: "suggested" };
    const { suite: _suite, tier: _tier, ...rest } = full;
    expect(completeDraft({ ...rest, otherwise }, { tier: "mapped", agent: "mapped" })).toMatchObject({
      suite: "suggested",
      tier: "mapped",
      agent: "a",
    });
  });

  it("lets nothing stand that is undefined or null", () => {
    const run = complete({ model: undefined, totalScore: null as never }, { variant: undefined });
    expect(Object.keys(run).sort()).toEqual(Object.keys(full).sort());
    expect(complete({ suite: undefined }, { suite: "mapped" }).suite).toBe("mapped");
  });

  it("keeps nothing that is for the import alone", () => {
    const run = complete(
      {
        scores: [],
        attempt: { of: "x", failed: true },
        invalidated: "why",
        standsForMissing: true,
        held: { key: "k", isDated: true },
        scaleGroup: "g",
        onOwnScale: { scorer: "s", instead: {} },
        otherwise: {},
      },
      { total: 9 },
    );
    expect(run).toEqual(full);
  });

  it.each(["suite", "scenario", "tier", "agent", "startedAt"] as const)(
    "needs %s, and says how to state it",
    (field) => {
      expect(() => complete({ [field]: undefined })).toThrow(`it does not state ${field}: add --map ${field}=`);
      const mapping: Mapping = { [field]: "2026-02-02T00:00:00Z" };
      expect(complete({ [field]: undefined }, mapping)[field]).toBe("2026-02-02T00:00:00Z");
    },
  );

  it.each(["batchId", "suite", "suiteVersion", "scenario", "tier", "agent", "model", "variant"] as const)(
    "makes of %s a name: on one line, not too long, and absent where nothing is left",
    (field) => {
      expect(complete({ [field]: "a\n\tb" })[field]).toBe("a b");
      expect(complete({ [field]: "a\u2028b" })[field]).toBe("a b");
      expect(complete({ [field]: "x".repeat(600) })[field]).toMatch(/^x{498}… [\da-f]{12}$/);
      expect(complete({ [field]: "as it is " })[field]).toBe("as it is ");
      if (!["suite", "scenario", "tier", "agent"].includes(field)) expect(complete({ [field]: " " })).toEqual(full);
    },
  );
});
