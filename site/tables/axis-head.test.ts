import { describe, expect, it } from "vitest";
import { axisHead, axisStyle, intervalStyle, labelClass } from "./axis-head.ts";
import { labelsOf } from "./board/axis.ts";

const axis = { low: -10, high: 30, step: 10 };

describe("labelClass", () => {
  it.each([
    [axis.low, "", ' class="low second"'],
    [axis.high, "", ' class="high second"'],
    [axis.low, "x", ' class="x low second"'],
    [10, "x", ' class="x second"'],
    [0, "", ""],
    [20, "", ""],
  ])("keeps the label %d within the axis, and says which are every second", (label, part, text) => {
    expect(labelClass(label, axis, 5, part)).toBe(text);
  });

  it("leaves a narrow axis of four labels whole", () => {
    expect(labelClass(-10, { ...axis, high: 20 }, 4)).toBe(' class="low"');
  });
});

describe("axisHead", () => {
  const texts = (isDifference?: boolean) =>
    [...axisHead(axis, isDifference).matchAll(/<span[^>]*>([^<]*)<\/span>/g)].map(([, text]) => text);

  it("writes each label with a true minus, and a plus where it is a difference", () => {
    const labels = labelsOf(axis);
    expect(labels.some((label) => label < 0)).toBe(true);
    expect(texts()).toEqual(labels.map((label) => (label < 0 ? `−${-label}` : `${label}`)));
    expect(texts(true)).toEqual(labels.map((label) => (label < 0 ? `−${-label}` : label > 0 ? `+${label}` : "0")));
  });

  it.each([
    [{ low: 20, high: 100, step: 10 }, false, ["20", "40", "60", "80", "100"]],
    [{ low: -0.5, high: 0.5, step: 0.125 }, true, ["−0.5", "−0.25", "0", "+0.25", "+0.5"]],
    [{ low: -0.6, high: 0.88, step: 0.2 }, false, ["−0.4", "0", "0.4", "0.8"]],
    [{ low: -80, high: 80, step: 20 }, true, ["−80", "−40", "0", "+40", "+80"]],
    [{ low: 0, high: 85, step: 10 }, false, ["0", "10", "20", "30", "40", "50", "60", "70", "80"]],
  ])("writes every second label where a long one would touch another: %o", (given, isDifference, labels) => {
    expect([...axisHead(given, isDifference).matchAll(/>([^<]*)<\/span>/g)].map(([, text]) => text)).toEqual(labels);
  });

  it("places each where its value is", () => {
    const places = [...axisHead(axis).matchAll(/--v:(-?[\d.]+)/g)].map(([, place]) => Number(place));
    expect(places).toEqual(labelsOf(axis));
  });
});

describe("what draws on an axis", () => {
  it("is style of numbers alone", () => {
    expect(axisStyle({ low: -10, high: 30, step: 10 })).toBe("--lo:-10;--hi:30;--step:10");
  });

  it.each([
    [1.234, { low: -0.005, high: 2.999 }, "--e:1.23;--a:-0.01;--b:3"],
    [0, null, "--e:0"],
    [null, { low: 0, high: 1 }, "--a:0;--b:1"],
    [null, null, ""],
  ])("draws %d within %o", (value, interval, style) => {
    expect(intervalStyle(value, interval)).toBe(style);
  });
});
