import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeKey } from "../cells/place.ts";
import { findBoard, placesRun, type Runner, reachesShare } from "./find-board.ts";

const SHARE = 0.9;

/** The places of scenarios from `first` on, in one tier. */
const range = (first: number, count: number, tier = 0) =>
  Array.from({ length: count }, (_, place) => ({ scenario: first + place, tier }));

const runner = (maker: string, places: Runner["places"], since = 0): Runner => ({ maker, places, since });
const many = (count: number, name: string, places: Runner["places"], since = 0) =>
  Array.from({ length: count }, (_, number) => runner(`${name} ${number}`, places, since));

describe("reachesShare", () => {
  it("compares in whole numbers", () => {
    expect([reachesShare(9, 10, 0.9), reachesShare(89, 100, 0.9), reachesShare(90, 100, 0.9)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(reachesShare(7, 10, 0.7)).toBe(true);
    expect(reachesShare(10, 10, 1)).toBe(true);
  });
});

it("has each place once under its key, whoever ran it", () => {
  const run = placesRun([runner("a", range(0, 2)), runner("b", range(1, 2)), runner("c", range(1, 1, 3))]);
  expect([...run.values()]).toEqual([...range(0, 3), ...range(1, 1, 3)]);
  expect([...run.keys()]).toEqual([...run.values()].map(placeKey));
});

describe("findBoard", () => {
  it("takes what all ran", () => {
    expect(findBoard(many(3, "a", range(0, 10)), SHARE)).toEqual(range(0, 10));
  });

  it("is not moved by a stray run of a new scenario, even of several makers", () => {
    const runners = many(20, "a", range(0, 10));
    expect(findBoard([...runners, runner("stray", range(50, 1))], SHARE)).toEqual(range(0, 10));
    expect(findBoard([...runners, runner("a 0", range(50, 1)), runner("a 1", range(50, 1))], SHARE)).toEqual(
      range(0, 10),
    );
  });

  it("is not moved by an entry of ten thousand cells, nor by a thousand entries of one", () => {
    const runners = many(20, "a", range(0, 50));
    expect(findBoard([...runners, runner("b", range(0, 10_000))], SHARE)).toEqual(range(0, 50));
    expect(findBoard([...runners, ...many(1_000, "c", range(0, 1))], SHARE)).toEqual(range(0, 50));
  });

  it("does not grow by what only new entries ran", () => {
    const runners = [...many(20, "old", range(0, 100)), ...many(5, "new", range(0, 120))];
    expect(findBoard(runners, SHARE)).toEqual(range(0, 100));
    // Once most of the entries ran it, it does.
    expect(findBoard([...many(5, "old", range(0, 100)), ...many(20, "new", range(0, 120))], SHARE)).toEqual(
      range(0, 120),
    );
  });

  it("prefers the half that more entries ran, and of equal ones the one with the earliest run", () => {
    const tiers = (first: number, second: number, since: number) => [
      ...many(first, "a", range(0, 10, 0), 5),
      ...many(second, "b", range(0, 10, 1), since),
    ];
    expect(findBoard(tiers(10, 5, 1), SHARE)).toEqual(range(0, 10, 0));
    expect(findBoard(tiers(10, 10, 1), SHARE)).toEqual(range(0, 10, 1));
    expect(findBoard(tiers(10, 10, 9), SHARE)).toEqual(range(0, 10, 0));
  });

  it("takes of those that are equal in all that the one with the first cell, in whatever order the entries come", () => {
    const runners = [...many(2, "late", range(5, 5)), ...many(2, "early", range(0, 5))];
    expect(findBoard(runners, SHARE)).toEqual(range(0, 5));
    expect(findBoard(runners.toReversed(), SHARE)).toEqual(range(0, 5));
  });

  it("keeps cells that some entries lack", () => {
    const all = range(0, 20);
    const runners = Array.from({ length: 20 }, (_, number) => runner(`a ${number}`, all.toSpliced(number, 1)));
    expect(findBoard(runners, SHARE)).toEqual(all);
  });

  it("ignores variants of one maker where others share cells, and takes every cell where nobody does", () => {
    const shared = [
      runner("a", range(0, 5)),
      runner("b", range(0, 5)),
      runner("c", range(5, 9)),
      runner("c", range(5, 9)),
    ];
    expect(findBoard(shared, SHARE)).toEqual(range(0, 5));
    expect(findBoard([runner("c", range(5, 9)), runner("c", range(5, 9))], SHARE)).toEqual(range(5, 9));
  });

  it("finds nothing where nobody ran anything", () => {
    expect(findBoard([runner("a", [])], SHARE)).toEqual([]);
  });

  it("does not depend on the order of the entries", () => {
    const places = fc.uniqueArray(fc.nat(12), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(places, { minLength: 1, maxLength: 8 }), (ran) => {
        const runners = ran.map((scenarios, number) =>
          runner(
            `a ${number % 5}`,
            scenarios.map((scenario) => ({ scenario, tier: 0 })),
            number,
          ),
        );
        expect(findBoard(runners.toReversed(), SHARE)).toEqual(findBoard(runners, SHARE));
      }),
      { seed: 1 },
    );
  });
});
