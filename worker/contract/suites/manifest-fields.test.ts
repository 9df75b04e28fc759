import { describe, expect, it } from "vitest";
import { saidOf } from "../../testing/said-of.ts";
import {
  BOARD_FIELDS,
  ManifestPutQuerySchema,
  ManifestQuerySchema,
  ManifestSchema,
  StatedManifestSchema,
} from "./manifest.ts";
import { SuitesQuerySchema, suiteCursorOf } from "./suite-list.ts";

const HELP = "see the API's documentation for what a manifest states";

const WHOLE = {
  title: "A suite",
  description: "What it measures.",
  scenarios: [{ scenario: "s", title: "t", tiers: ["L0", "L1"], tags: { language: "Rust" } }],
  tiers: [{ tier: "L0", meaning: "No help." }],
  scale: { min: 0, max: 1, lowerIsBetter: false },
  firstMetric: "score",
  share: 0.5,
  margin: 0.02,
  address: "https://example.org/tasks",
  licence: "MIT",
};

describe("a manifest", () => {
  it("may state all of its fields, or none", () => {
    expect(ManifestSchema.parse(WHOLE)).toEqual(WHOLE);
    expect(ManifestSchema.parse({})).toEqual({});
  });

  it.each<[object, string]>([
    [{ titel: "t" }, "unknown field titel (did you mean title?)"],
    [{ owner: "o" }, `unknown field owner: ${HELP}`],
    [{ title: " " }, "title must not be blank; leave the field out instead"],
    [{ title: "x".repeat(301) }, "title must be at most 300 characters"],
    [{ description: "x".repeat(10_001) }, "description must be at most 10000 characters"],
    [{ scenarios: [] }, "scenarios must have a scenario; leave it out where they are not known"],
    [{ scenarios: [{ scenario: "" }] }, "scenarios[0].scenario must not be empty; leave an optional field out instead"],
    [{ scenarios: [{ scenario: "a" }, { scenario: "b" }, { scenario: "a" }] }, "scenarios: two scenarios are called a"],
    [
      { scenarios: [{ scenario: "a", tiers: [] }] },
      "scenarios[0].tiers must name a tier; leave it out for all tiers of the suite",
    ],
    [{ scenarios: [{ scenario: "a", tiers: ["L0", "L0"] }] }, "scenarios[0].tiers: two tiers are called L0"],
    [{ scenarios: [{ scenario: "a", level: 1 }] }, `scenarios[0]: unknown field level: ${HELP}`],
    [
      {
        scenarios: [{ scenario: "a", tags: Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`t${n}`, "v"])) }],
      },
      "scenarios[0].tags must be at most 20 tags",
    ],
    [{ scenarioCount: 0 }, "scenarioCount must be at least 1"],
    [
      { scenarios: [{ scenario: "a" }], scenarioCount: 1 },
      "scenarioCount must be left out where the scenarios are listed",
    ],
    [{ tiers: [] }, "tiers must have a tier; leave it out where they are not known"],
    [{ tiers: [{ tier: "L0" }, { tier: "L0" }] }, "tiers: two tiers are called L0"],
    [{ tiers: [{ tier: "L0", help: "none" }] }, `tiers[0]: unknown field help: ${HELP}`],
    [{ scale: { min: 0 } }, "scale must state both min and max, or neither"],
    [{ scale: { max: 1 } }, "scale must state both min and max, or neither"],
    [{ scale: { min: 1, max: 1 } }, "scale must have a min below its max"],
    [{ scale: { min: 0, max: 10_001 } }, "scale.max must be at most 10,000"],
    [{ scale: { min: -10_001, max: 0 } }, "scale.min must be at least -10,000"],
    [{ firstMetric: "cost" }, "firstMetric must be one of success, score"],
    [{ share: 0 }, "share must be at least 0.01"],
    [{ share: 1.1 }, "share must be at most 1"],
    [{ address: "http://example.org" }, "address must be an https address without a user name"],
    [{ licence: "x".repeat(301) }, "licence must be at most 300 characters"],
  ])("is refused where it says %j", (manifest, said) => {
    expect(saidOf(ManifestSchema, manifest)).toEqual([said]);
  });

  it("is taken up to its bounds", () => {
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`t${n}`, "v"]));
    expect(saidOf(ManifestSchema, { ...WHOLE, title: "x".repeat(300), scenarios: [{ scenario: "a", tags }] })).toEqual(
      [],
    );
    expect(saidOf(ManifestSchema, { scale: { min: -10_000, max: 10_000 }, share: 0.01 })).toEqual([]);
    expect(saidOf(ManifestSchema, { scale: { lowerIsBetter: true } })).toEqual([]);
  });

  it("sets the board by those fields that no word of a reader's is among", () => {
    const described = Object.keys(ManifestSchema.shape).filter((field) => !BOARD_FIELDS.some((one) => one === field));
    expect(described.sort()).toEqual(["address", "description", "evaluators", "licence", "title"]);
  });

  it("is read with its decisions, each with the fields of the board that it changed", () => {
    const decision = { reason: "r", changed: ["scale"], decidedAt: "2026-08-01T12:00:00.000Z" };
    const stated = { suite: "s", manifest: WHOLE, decisions: [decision] };
    expect(saidOf(StatedManifestSchema, stated)).toEqual([]);
    expect(saidOf(StatedManifestSchema, { ...stated, decisions: [{ ...decision, changed: ["title"] }] })).toHaveLength(
      1,
    );
    expect(saidOf(StatedManifestSchema, { ...stated, keyId: "k" })).toHaveLength(1);
  });

  it("is asked for by its version, and sent with a reason where its board changes", () => {
    expect(ManifestQuerySchema.parse({ version: "2" })).toEqual({ version: "2" });
    expect(saidOf(ManifestQuerySchema, { version: "" })).toEqual([
      "version must not be empty; leave an optional field out instead",
    ]);
    expect(saidOf(ManifestQuerySchema, { reason: "r" })).toEqual([`unknown field reason: ${HELP}`]);
    expect(ManifestPutQuerySchema.parse({ reason: "r" })).toEqual({ reason: "r" });
    expect(saidOf(ManifestPutQuerySchema, { reason: " " })).toEqual(["reason must not be blank"]);
  });
});

describe("a page of suites", () => {
  it.each([
    [{ suite: "s", suiteVersion: "" }, '["s",""]'],
    [{ suite: 'a"b', suiteVersion: "é" }, '["a\\"b","é"]'],
  ])("begins behind %j by the cursor %s", (position, text) => {
    expect(suiteCursorOf(position)).toBe(text);
    expect(SuitesQuerySchema.parse({ cursor: text })).toEqual({ limit: 50, cursor: position });
  });

  it.each(['["s"]', '["s",1]', '["s","1","2"]', "s"])("begins nowhere by %s", (cursor) => {
    expect(saidOf(SuitesQuerySchema, { cursor })).toEqual([
      "cursor must be the cursor of an earlier answer, unchanged",
    ]);
  });
});
