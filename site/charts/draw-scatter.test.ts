import { describe, expect, it } from "vitest";
import { drawScatter, type Scatter, type ScatterPoint } from "./draw-scatter.ts";

const X = { low: 0, high: 10, isLogarithmic: false, labels: [{ at: 5, text: "five" }], title: "Across" };
const point = (more: Partial<ScatterPoint> = {}): ScatterPoint => ({
  ...{ label: "a", x: 5, y: 60, interval: null, isMain: true, ...more },
});
const svgOf = (points: readonly ScatterPoint[], more: Partial<Scatter> = {}): string => {
  const axes = { x: X, y: { low: 30, high: 90, step: 20 }, yTitle: "Up" };
  return drawScatter({ points, ...axes, alternative: "", ...more }, 736, 420).svg;
};

describe("a scatter of 736 by 420 pixels", () => {
  it("has its points and their intervals to scale", () => {
    const interval = { low: 40, high: 80 };
    expect(svgOf([point({ interval }), point({ label: "b", x: 0, y: 90, isMain: false })])).toContain(
      `<g class="other"><title>b</title><circle cx="34" cy="28" r="4"/></g>` +
        `<g class="main"><title>a</title><path d="M379 318V86"/><circle cx="379" cy="202" r="4"/></g>`,
    );
  });

  it("has factors side by side where its scale goes by them", () => {
    const x = { ...X, low: 1, high: 100, isLogarithmic: true };
    expect(svgOf([point({ x: 10 })], { x })).toContain(`<circle cx="379" cy="202"`);
  });

  it("has a line and a label every step, a rule below and its titles", () => {
    const svg = svgOf([]);
    for (const [at, y] of [
      [40, 318],
      [60, 202],
      [80, 86],
    ] as const) {
      const text = `<text x="28" y="${y + 4}" text-anchor="end">${at}</text>`;
      expect(svg).toContain(`<path class="grid" d="M34 ${y}H724"/>${text}`);
    }
    expect(svg).toContain(`<path class="rule" d="M34 376H724"/>`);
    expect(svg).toContain(`<text x="379" y="394" text-anchor="middle">five</text>`);
    expect(svg).toContain(`<text x="0" y="12">Up</text><text x="724" y="412" text-anchor="end">Across</text>`);
  });

  it("keeps labels within it, and leaves out what has no room beside another", () => {
    const labels = [
      { at: 0, text: "zero" },
      { at: 5, text: "five" },
      { at: 5.3, text: "more" },
      { at: 6, text: "six" },
      { at: 10, text: "ten" },
    ];
    const svg = svgOf([], { x: { ...X, labels } });
    const along = [...svg.matchAll(/<text x="([\d.]+)" y="394" text-anchor="(\w+)">(\w+)</g)].map((one) =>
      one.slice(1),
    );
    expect(along).toEqual([
      ["34", "start", "zero"],
      ["379", "middle", "five"],
      ["448", "middle", "six"],
      ["724", "end", "ten"],
    ]);
  });

  it("joins the main points by steps from left to right", () => {
    const ends = [point({ label: "right", x: 7.5, y: 80 }), point({ label: "left", x: 2.5, y: 40 })];
    const svg = svgOf([...ends, point({ label: "other", isMain: false })]);
    expect(/<path class="line"[^>]*>/.exec(svg)?.[0]).toBe(`<path class="line" d="M206.5 318H551.5V86"/>`);
  });

  it("joins what is at the same place across from below, and one point with none", () => {
    const both = [point({ label: "high", y: 80 }), point({ label: "low", y: 40 })];
    expect(svgOf(both)).toContain(`<path class="line" d="M379 318H379V86"/>`);
    expect(svgOf([point()])).not.toContain(`class="line"`);
  });

  it("draws points without a name as one line of dots, and nothing where there are none", () => {
    const svg = svgOf([point({ label: "", isMain: false }), point({ label: "", x: 0, y: 30, isMain: false })]);
    expect(svg).toContain(`<path class="ground" d="M379 202h0M34 376h0"/>`);
    expect(svg).not.toContain("<circle");
    expect(svgOf([point()])).not.toContain(`class="ground"`);
  });

  it("keeps names off the steps, and further off at the end of a line where points leave no room", () => {
    const low = point({ label: "low", x: 1, y: 40, interval: { low: 35, high: 45 } });
    const high = point({ label: "high", x: 2, y: 80, interval: { low: 75, high: 85 } });
    const svg = svgOf([low, high]);
    // To the right of the lower one the step would run through its name.
    expect(svg).toContain(`<text class="halo named" x="95" y="322" text-anchor="end">low</text>`);
    expect(svg).toContain(`<text class="halo named" x="180" y="90" text-anchor="start">high</text>`);
    const fence = [-0.3, 0.3].flatMap((across) =>
      [-6, -4, -2, 0, 2, 4, 6].map((up) =>
        point({ label: `${across} ${up}`, x: 5 + across, y: 60 + up, isMain: false }),
      ),
    );
    expect(svgOf([point({ label: "fenced in", y: 60 }), ...fence])).toMatch(
      /<path class="lead" d="M379 202L[\d. ]+"\/><text class="halo named"[^>]*>fenced in</,
    );
  });

  it("writes a main name over the interval of another where that is beside its point", () => {
    const other = point({ label: "other", x: 5.3, y: 30, isMain: false, interval: { low: 30, high: 90 } });
    expect(svgOf([point({ label: "main" }), other])).toContain(
      `<text class="halo named" x="387" y="206" text-anchor="start">main</text>`,
    );
  });

  it("names or numbers each of many points, and numbers all of them on a phone", () => {
    const points = Array.from({ length: 40 }, (_, place) =>
      point({ label: `entry ${place}`, x: (place * 7) % 10, y: 35 + ((place * 13) % 50), isMain: place < 3 }),
    );
    const axes = { x: X, y: { low: 30, high: 90, step: 20 }, yTitle: "Up", alternative: "" };
    for (const width of [736, 328]) {
      const { svg, numbered } = drawScatter({ points, ...axes }, width, 420);
      const shown = [...svg.matchAll(/<text class="halo[^>]*>([^<]+)</g)].map(([, text]) => text);
      const numbers = new Map(numbered.map(({ number, label }) => [label, String(number)]));
      for (const { label } of points) expect(shown).toContain(numbers.get(label) ?? label);
      expect(numbers.size === points.length).toBe(width < 500);
    }
  });
});
