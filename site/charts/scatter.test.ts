import { describe, expect, it } from "vitest";
import { formatDollars, formatTokens } from "#words/amounts.ts";
import { drawScatter, type Scatter } from "./draw-scatter.ts";
import { amountScale, durationScale, timeScale } from "./scales.ts";

const scatter: Scatter = {
  points: [
    { label: "cheap", x: 0.02, y: 40, interval: { low: 30, high: 50 }, isMain: true },
    { label: "dear & <good>", x: 2.5, y: 80, interval: { low: 70, high: 90 }, isMain: true },
    { label: "beaten", x: 2.6, y: 50, interval: null, isMain: false },
  ],
  x: amountScale([0.02, 2.5, 2.6], formatDollars, "Cost a run"),
  y: { low: 30, high: 90, step: 20 },
  ...{ yTitle: "Solved, %", alternative: 'A "picture"' },
};

describe("drawScatter", () => {
  it("names every point where there is room, and joins the main ones", () => {
    const { svg, numbered } = drawScatter(scatter, 736, 420);
    expect(numbered).toEqual([]);
    expect(svg).toContain(">dear &amp; &lt;good&gt;</text>");
    expect(svg.match(/<circle/g)).toHaveLength(3);
    expect(svg).toMatch(/<path class="line" d="M[\d.]+ [\d.]+H[\d.]+V[\d.]+"\/>/);
    expect(svg).toContain('role="img" aria-label="A &quot;picture&quot;"');
  });

  it("numbers the points on a narrow picture, the main ones first, and stays within it", () => {
    const { svg, numbered } = drawScatter(scatter, 328, 300);
    expect(numbered.map(({ label }) => label)).toEqual(["dear & <good>", "cheap", "beaten"]);
    const ends = [...svg.matchAll(/<text[^>]* x="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(Math.max(...ends)).toBeLessThanOrEqual(328);
    expect(svg).toContain('viewBox="0 0 328 300"');
  });

  it("numbers what has no room for its name", () => {
    const points = Array.from({ length: 30 }, (_, place) => ({
      ...{ label: `a rather long name of number ${place}`, x: 1 + place / 1000, y: 50, interval: null, isMain: false },
    }));
    const { numbered, crowded } = drawScatter({ ...scatter, points }, 736, 420);
    expect(numbered.length + crowded.length).toBeGreaterThan(20);
    expect(new Set(numbered.map(({ number }) => number)).size).toBe(numbered.length);
  });

  it("lists no number that it does not draw", () => {
    const points = Array.from({ length: 200 }, (_, place) => ({
      ...{ label: `point ${place}`, x: 1 + place / 1000, y: 50 + place / 100, interval: null, isMain: false },
    }));
    const { svg, numbered, crowded } = drawScatter({ ...scatter, points }, 328, 300);
    expect(crowded.length).toBeGreaterThan(0);
    expect(numbered.length + crowded.length).toBe(200);
    expect(numbered.filter(({ number }) => !svg.includes(`>${number}</text>`))).toEqual([]);
    expect(numbered.map(({ number }) => number)).toEqual(numbered.map((_, place) => place + 1));
  });

  it("puts what is better higher, and what is dearer further right", () => {
    const { svg } = drawScatter(scatter, 736, 420);
    const places = [...svg.matchAll(/<title>([^<]*)<\/title>.*?cx="([\d.]+)" cy="([\d.]+)"/g)];
    const [cheap, dear] = ["cheap", "dear"].map((name) => places.find(([, label]) => label?.startsWith(name)));
    expect(Number(cheap?.[2])).toBeLessThan(Number(dear?.[2]));
    expect(Number(cheap?.[3])).toBeGreaterThan(Number(dear?.[3]));
  });
});

describe("amountScale", () => {
  it("starts at 0, or goes by factors where amounts lie far apart", () => {
    const { labels } = amountScale([0.015, 0.6], formatDollars, "x");
    expect(labels.map(({ text }) => text)).toEqual(["$0.02", "$0.05", "$0.10", "$0.20", "$0.50"]);
    const tokens = amountScale([20_000, 3_000_000], formatTokens, "x").labels.map(({ text }) => text);
    expect(tokens).toEqual(["20k", "50k", "100k", "200k", "500k", "1M", "2M"]);
    expect(amountScale([1, 4], formatDollars, "x")).toMatchObject({ low: 0, isLogarithmic: false });
    const far = amountScale([0.01, 1], formatDollars, "x");
    expect(far.isLogarithmic).toBe(true);
    expect(far.labels.map(({ at }) => at)).toEqual([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]);
  });
});

describe("durationScale", () => {
  const textsOf = (...milliseconds: number[]) => durationScale(milliseconds, "x").labels.map(({ text }) => text);

  it("is labelled by what a clock shows as round", () => {
    expect(textsOf(70_000, 280_000)).toEqual(["0 s", "1 min", "2 min", "3 min", "4 min"]);
    expect(textsOf(8000, 720_000)).toEqual(["10 s", "20 s", "30 s", "1 min", "2 min", "5 min", "10 min"]);
    expect(textsOf(1_500_000, 160_000_000)).toEqual(["20 min", "30 min", "1 h", "2 h", "5 h", "10 h", "20 h", "50 h"]);
    expect(textsOf(3, 2000)).toEqual(["5 ms", "10 ms", "20 ms", "50 ms", "0.1 s", "0.2 s", "0.5 s", "1 s", "2 s"]);
  });
});

describe("timeScale", () => {
  const at = (day: string) => Date.parse(day) / 1000;

  it("is labelled by months, and by its ends where it is short", () => {
    const long = timeScale([at("2024-01-15"), at("2025-12-01")]);
    expect(long.labels[0]).toEqual({ at: at("2024-03-01"), text: "2024-03" });
    expect(long.labels.length).toBeLessThanOrEqual(9);
    expect(timeScale([at("2026-08-03"), at("2026-08-05")]).labels.map(({ text }) => text)).toEqual([
      "2026-08-03",
      "2026-08-05",
    ]);
  });
});
