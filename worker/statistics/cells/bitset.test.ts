import { expect, it } from "vitest";
import { addTo, compareSets, countShared, emptyBitset, hasMember, intersect, popCount } from "./bitset.ts";

const setOf = (size: number, ...members: number[]) => {
  const set = emptyBitset(size);
  for (const member of members) addTo(set, member);
  return set;
};

it("counts the bits of a word", () => {
  expect([0, 1, -1, 0x80000000, 0x55555555, 0xf0f0f0f1].map(popCount)).toEqual([0, 1, 32, 1, 16, 17]);
});

it("holds members across words", () => {
  const set = setOf(70, 0, 31, 32, 69);
  expect([0, 1, 31, 32, 63, 69].map((member) => hasMember(set, member))).toEqual([
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(countShared(set, setOf(70, 31, 32, 33))).toBe(2);
  expect(intersect(set, setOf(70, 31, 33))).toEqual(setOf(70, 31));
});

it.each([
  [[3, 69], [4, 40], -1],
  [[4, 40], [3, 69], 1],
  [[3, 64], [3, 65], -1],
  [[3, 31], [3, 30], 1],
  [[3], [3], 0],
])("orders %j and %j by the least member that only one has", (a, b, order) => {
  expect(compareSets(setOf(70, ...a), setOf(70, ...b))).toBe(order);
});
