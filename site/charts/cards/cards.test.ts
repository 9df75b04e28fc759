import { describe, expect, it } from "vitest";
import { type EntryFacts, entryBadge, entryCard, type Source, siteCard, suiteBadge, suiteCard } from "./cards.ts";
import { outlinedWriter } from "./outlined-writer.ts";

const entry = (given: Partial<EntryFacts> = {}): EntryFacts => ({
  ...{ entry: "otter · large", suite: "fix-bugs", rank: "1–4", of: 13, mayBeFirst: true, value: "74.2%" },
  ...{ interval: "49.4–91.1", at: 0.742, low: 0.494, high: 0.911 },
  ...given,
});
const suite = { suite: "fix-bugs", finding: "4 of 13 ranked entries may be first.", short: "4 of 13 may be first" };
const source: Source = { day: "2026-08-01", isSynthetic: false };

/** The texts of a picture, in its order. */
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("badges", () => {
  it("say a rank as an interval, and whether it is made up", () => {
    expect(textsOf(entryBadge(entry(), source))).toEqual(["fix-bugs", "rank 1–4 of 13"]);
    expect(textsOf(entryBadge(entry(), { ...source, isSynthetic: true }))[1]).toBe("rank 1–4 of 13 (made up)");
    expect(textsOf(entryBadge(entry({ rank: null }), source))[1]).toBe("not ranked");
    expect(textsOf(suiteBadge({ ...suite, rows: [] }, source))).toEqual(["fix-bugs", "4 of 13 may be first"]);
  });

  it("are blue for who may be first alone, as wide as their texts, and named for who does not see them", () => {
    expect(entryBadge(entry(), source)).toContain('class="badge-first"');
    const other = entryBadge(entry({ mayBeFirst: false }), source);
    expect(other).not.toContain('class="badge-first"');
    expect(other).toContain('aria-label="fix-bugs: rank 1–4 of 13"');
    const widthOf = (svg: string) => Number(/width="(\d+)"/.exec(svg)?.[1]);
    expect(widthOf(entryBadge(entry({ suite: "a-much-longer-name" }), source))).toBeGreaterThan(widthOf(other));
  });

  it("escape what names hold", () => {
    const svg = entryBadge(entry({ suite: '<script>"&' }), source);
    expect(svg).not.toContain("<script>");
    expect(svg).toContain("&lt;script&gt;&quot;&amp;");
  });
});

describe("entryCard", () => {
  it("says rank, value and interval, and draws them on the scale", () => {
    const svg = entryCard(entry(), source);
    expect(textsOf(svg)).toEqual([
      "otter · large",
      "fix-bugs: rank 1–4 of 13, may be first",
      "74.2% (49.4–91.1)",
      "Runs until 2026-08-01",
      "ze-benchmarks",
    ]);
    expect(textsOf(entryCard(entry({ rank: "1", of: 1 }), source))[1]).toBe("fix-bugs: rank 1 of 1");
    // From 366 to 456: the interval begins at 0.494 of that, and the estimate stands at 0.742.
    expect(svg).toContain('x="410.5" y="81" width="37.5" height="4"');
    expect(svg).toContain('x="430.8" y="76" width="4" height="14"');
  });

  it("draws no interval where there is none, and no mark where there is no value", () => {
    expect(entryCard(entry({ low: null, high: null }), source)).not.toContain('height="4"');
    expect(entryCard(entry({ at: null }), source)).not.toContain('height="14"');
    expect(textsOf(entryCard(entry({ mayBeFirst: false }), source))[1]).toBe("fix-bugs: rank 1–4 of 13");
  });
});

describe("suiteCard and siteCard", () => {
  it("show who stands first, four at most, and say that data are made up", () => {
    const rows = Array.from({ length: 6 }, (_, place) => entry({ entry: `entry ${place}` }));
    const texts = textsOf(suiteCard({ ...suite, rows }, { ...source, isSynthetic: true }));
    expect(texts.filter((text) => text?.startsWith("entry"))).toHaveLength(4);
    expect(texts).toContain("Runs until 2026-08-01 · made-up data");
    expect(texts).toContain(suite.finding);
  });

  it("writes a long name smaller before it cuts it", () => {
    const sizeOf = (name: string) => {
      const svg = suiteCard({ ...suite, rows: [entry({ entry: name })] }, source);
      return /x="68"[^>]*font-size="(\d+)"/.exec(svg)?.[1];
    };
    expect([sizeOf("short"), sizeOf("x".repeat(36)), sizeOf("x".repeat(99))]).toEqual(["13", "11", "10"]);
  });

  it("lists the suites of the site", () => {
    expect(textsOf(siteCard([{ ...suite, rows: [] }], source))).toEqual(
      expect.arrayContaining(["ze-benchmarks", "fix-bugs", "4 of 13 may be first"]),
    );
  });
});

it("writes outlines that need no font, wider in bold, a gap for a letter that the font lacks", async () => {
  const writer = await outlinedWriter();
  const svg = suiteCard({ ...suite, rows: [entry()] }, source, writer);
  expect(svg).not.toContain("<text");
  expect(svg.match(/<path /g)?.length).toBeGreaterThan(50);
  expect(writer.width("benchmarks", 20, true)).toBeGreaterThan(writer.width("benchmarks", 20));
  expect(writer.write("漢", { x: 0, y: 0, size: 10 })).not.toContain("<path");
});
