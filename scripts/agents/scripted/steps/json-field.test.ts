import { describe, expect, it } from "vitest";
import { readValue, withField } from "./json-field.ts";

const TEXT = '{"a":{"b":[1],"c-d":"x"},"n":null}';
const changed = (path: string, value: unknown) => JSON.parse(withField(TEXT, path, value));

describe("withField", () => {
  it.each([
    ["$.a.b", 2, { a: { b: 2, "c-d": "x" }, n: null }],
    ["$['a']['c-d']", "y", { a: { b: [1], "c-d": "y" }, n: null }],
    ["$.new", true, { a: { b: [1], "c-d": "x" }, n: null, new: true }],
    ["$.x.y['z z']", 1, { a: { b: [1], "c-d": "x" }, n: null, x: { y: { "z z": 1 } } }],
    ["$.a", undefined, { n: null }],
    ["$.a['c-d']", undefined, { a: { b: [1] }, n: null }],
    ["$.none", undefined, { a: { b: [1], "c-d": "x" }, n: null }],
  ])("puts at %s: %j", (path, value, expected) => {
    expect(changed(path, value)).toEqual(expected);
  });

  it("writes two spaces a level and a line break at the end, as npm does", () => {
    expect(withField('{"a":1}', "$.b", 2)).toBe('{\n  "a": 1,\n  "b": 2\n}\n');
  });

  it.each(["$", "a", "$a", "$.", "$.a.", "$.a[0]", "$['a", "$.a b", "$['it\\'s']", "x.a", ""])(
    "refuses %j, which is no path of a field",
    (path) => {
      expect(() => changed(path, 1)).toThrow(`not the path of a field: ${path}`);
    },
  );

  it.each(["$.a.b.c", "$.n.x", "$.a['c-d'].e"])(
    "refuses %s, where something that is no object is in the way",
    (path) => {
      expect(() => changed(path, 1)).toThrow(`no object holds ${path}`);
      expect(() => withField("[]", "$.a", 1)).toThrow("no object holds $.a");
    },
  );

  it("makes nothing on the way to what it takes away", () => {
    expect(() => changed("$.x.y", undefined)).toThrow("no object holds $.x.y");
  });
});

it.each([
  ["1.10", 1.1],
  ['"1.10"', "1.10"],
  ["true", true],
  ["[1, 2]", [1, 2]],
  ["^2.0.0", "^2.0.0"],
  ["", ""],
])("reads the value %j as a prompt writes it", (text, value) => {
  expect(readValue(text)).toEqual(value);
});
