import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { betaQuantile, betaTails } from "./incomplete-beta.ts";

describe("betaTails", () => {
  it.each([
    // R 4.2.2: pbeta(x, a, b), pbeta(x, a, b, lower = FALSE)
    [0.3, 2, 5, 0.5798250000000001, 0.4201749999999999],
    [0.5, 0.5, 0.5, 0.5, 0.5],
    [0.999, 400.5, 0.5, 0.3708242069382199, 0.6291757930617801],
    [1e-5, 3, 2000, 1.31547312103354e-6, 0.9999986845268789],
    [0.9, 90, 10, 0.4644767001244524, 0.5355232998755476],
    [0.02, 1.3, 88.7, 0.7507699452081561, 0.2492300547918439],
    [0.499, 5e4, 5e4, 0.2635449382970416, 0.7364550617029584],
  ])("returns R's pbeta(%d, %d, %d)", (x, a, b, lower, upper) => {
    const tails = betaTails(x, a, b);
    expect(tails.lower / lower).toBeCloseTo(1, 11);
    expect(tails.upper / upper).toBeCloseTo(1, 11);
  });

  it("returns the limits at 0 and 1", () => {
    expect(betaTails(0, 2, 3)).toEqual({ lower: 0, upper: 1 });
    expect(betaTails(1, 2, 3)).toEqual({ lower: 1, upper: 0 });
  });

  it("rejects what is no beta distribution", () => {
    expect(() => betaTails(0.5, 0, 1)).toThrow("a beta distribution needs a and b above 0: 0, 1");
    expect(() => betaTails(0.5, 1, Number.NaN)).toThrow(RangeError);
  });
});

describe("betaQuantile", () => {
  it.each([
    // R 4.2.2: qbeta(p, a, b)
    [0.025, 9, 1, 0.6637328831200571],
    [0.975, 9, 1, 0.9971908632534008],
    [0.025, 3, 4, 0.1181172487570252],
    [0.025, 0.5, 9.5, 5.306405341849287e-5],
    [0.975, 1, 9, 0.3362671168799429],
    [0.025, 450, 51, 0.8702909143377969],
    [0.025, 8.1, 1.9, 0.5304998670169703],
    [0.975, 1e5, 2, 0.9999975779222582],
  ])("returns R's qbeta(%d, %d, %d)", (p, a, b, expected) => {
    expect(betaQuantile(p, a, b) / expected).toBeCloseTo(1, 11);
  });

  it("inverts the distribution", () => {
    const shape = fc.double({ min: 1, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), shape, shape, (p, a, b) => {
        expect(betaTails(betaQuantile(p, a, b), a, b).lower / p).toBeCloseTo(1, 8);
      }),
      { seed: 1 },
    );
  });

  it("rejects what is no probability", () => {
    expect(() => betaQuantile(0, 1, 1)).toThrow("probability must be between 0 and 1: 0");
  });
});
