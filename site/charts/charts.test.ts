import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { drawFrontier } from "./draw-frontier.ts";
import { shorten } from "./shorten.ts";

const { document } = parseHTML("<html></html>") as unknown as { document: Document };

/** A line an element, so that a change of a stored picture can be read. */
const linesOf = (svg: SVGSVGElement) => `${svg.outerHTML.replaceAll("><", ">\n<")}\n`;

const points = [
  { label: "cheap", cost: 0.02, value: 0.4, interval: { low: 0.3, high: 0.5 }, onFrontier: true },
  { label: "dear & good", cost: 2.5, value: 0.8, interval: { low: 0.7, high: 0.9 }, onFrontier: true },
  { label: "beaten", cost: 2.6, value: 0.5, interval: null, onFrontier: false },
];

const options = { document, axis: "Success rate (%)", domain: [0, 1] as const, percent: true, label: "Success rates" };

describe("drawFrontier", () => {
  it("draws the frontier, intervals and labels on a logarithmic axis if costs lie far apart", async () => {
    await expect(linesOf(drawFrontier(points, options))).toMatchFileSnapshot("__snapshots__/frontier.svg");
  });

  it("draws a linear axis from 0 if one entry costs nothing", async () => {
    const free = points.map((point, position) => (position === 0 ? { ...point, cost: 0 } : point));
    await expect(linesOf(drawFrontier(free, options))).toMatchFileSnapshot("__snapshots__/frontier-from-zero.svg");
  });
});

describe("drawFrontier's picture", () => {
  const draw = () => drawFrontier(points, options);

  it("is one image with a name, and nothing inside is named", () => {
    const svg = draw();
    expect(svg.getAttribute("role")).toBe("img");
    expect(svg.getAttribute("aria-label")).toBe("Success rates");
    expect(svg.innerHTML).not.toMatch(/aria-|<style|<img/);
  });

  it("has no number finer than a tenth of a pixel", () => {
    expect(draw().outerHTML).not.toMatch(/="[^"]*\d\.\d\d/);
  });
});

describe("shorten", () => {
  it("cuts by characters as they are read", () => {
    expect(shorten("👩‍🚀".repeat(5), 3)).toBe("👩‍🚀…👩‍🚀");
    expect(shorten("agent · model · effort=high", 12)).toBe("agent …=high");
    expect(shorten("abc", 3)).toBe("abc");
  });
});
