import { expect, it } from "vitest";
import { heldTwice } from "./held-twice.ts";

const dated = (keys: string) => ({ keys: [...keys], isDated: true });
const undated = (keys: string, ...[from, to]: string[]) => ({
  ...{ keys: [...keys], isDated: false },
  span: from === undefined || to === undefined ? undefined : { from, to },
});

it.each([
  ["an aggregate whose parts are all there", [undated("ab"), undated("c"), undated("abc")], [2]],
  ["an aggregate that comes first", [dated("abc"), dated("ab"), dated("c")], [0]],
  ["the parts of an aggregate that holds more", [undated("a"), undated("abc"), undated("b")], [0, 2]],
  [
    "an aggregate of aggregates, and those in it",
    [dated("abc"), dated("ab"), dated("a"), dated("b"), dated("c")],
    [0, 1],
  ],
  ["an aggregate of a part that is there twice", [dated("ab"), dated("a"), dated("b"), dated("a")], [0, 3]],
  ["copies of a file with moments", [dated("ab"), dated("ba"), dated("ab")], [1, 2]],
  ["no copies of one without: they are two runs of the same tests", [undated("ab"), undated("ab")], []],
  ["all copies of a part", [undated("abc"), undated("a"), undated("a")], [1, 2]],
  ["all copies of an aggregate", [undated("ab"), undated("ab"), undated("a"), undated("b")], [0, 1]],
  ["none of two that share some of what they hold", [dated("ab"), dated("bc")], []],
  ["none that holds a key more often", [undated("aab"), undated("aaa")], []],
  ["a part that holds a key as often", [undated("aab"), undated("aa")], [1]],
  [
    "the parts of an aggregate that holds a key more often than they do",
    [undated("aab"), undated("a"), undated("b")],
    [1, 2],
  ],
  ["an aggregate whose parts hold a key as often together", [undated("aabc"), undated("ab"), undated("ac")], [0]],
  ["no part twice over", [undated("aab"), undated("ab"), undated("a"), undated("b")], [1, 2, 3]],
  ["a part within the time of an aggregate", [undated("a", "1", "2"), undated("ab", "1", "3")], [0]],
  ["no part that began before an aggregate", [undated("a", "0", "2"), undated("ab", "1", "3")], []],
  ["no part that ended after an aggregate", [undated("a", "2", "4"), undated("ab", "1", "3")], []],
  ["a part of which the time is unknown", [undated("a"), undated("ab", "1", "3")], [0]],
  ["copies with moments whatever span they state", [{ ...undated("a", "1", "2"), isDated: true }, dated("a")], [1]],
  ["no file without results", [dated(""), dated(""), dated("a")], []],
])("finds %s", (_what, files, expected) => {
  expect([...heldTwice(files)].sort()).toEqual(expected);
});

it.each([
  ["of one and the same", (index: number) => undated("abcdefghij".slice(0, 9 + (index % 2))), 10_000],
  ["each in a time of its own", (index: number) => undated("aa", String(index), String(index)), 0],
])("compares thousands of runs of the same tests in no time: %s", (_what, fileAt, expected) => {
  const files = Array.from({ length: 20_000 }, (_, index) => fileAt(index));
  const start = performance.now();
  expect(heldTwice(files).size).toBe(expected);
  expect(performance.now() - start).toBeLessThan(10_000);
});
