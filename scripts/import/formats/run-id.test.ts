import { describe, expect, it } from "vitest";
import { linksOf } from "./links.ts";
import { fingerprintOf, fingerprintOfAll, numbered, runIdOf } from "./run-id.ts";

describe("runIdOf", () => {
  it.each<[(string | number)[], string]>([
    [[], "f"],
    [["a", 1], "f:a:1"],
    [["a:b"], "f:a%3ab"],
    [["50%", "x\ny"], "f:50%25:x%0ay"],
    [["", ""], "f::"],
    [["ü/ "], "f:ü/ "],
    [["\ud800"], "f:\ufffd"],
    [["x".repeat(510)], `f:${"x".repeat(510)}`],
  ])("makes of %j the name %j", (parts, name) => {
    expect(runIdOf("f", ...parts)).toBe(name);
  });

  it("tells parts apart wherever they end, and long ones by a hash", () => {
    expect(runIdOf("f", "a:b", "c")).not.toBe(runIdOf("f", "a", "b:c"));
    const [a, b] = [runIdOf("f", "x".repeat(511)), runIdOf("f", "x".repeat(511), "")];
    expect(a).toMatch(/^f:[\da-f]{24}$/);
    expect(b).not.toBe(a);
  });
});

describe("fingerprintOf", () => {
  it("is the same for the same content, and there is one for everything", () => {
    expect(fingerprintOf({ a: 1 })).toMatch(/^[\da-f]{24}$/);
    expect(fingerprintOf({ a: 1 })).toBe(fingerprintOf({ a: 1 }));
    expect(fingerprintOf({ a: 1 })).not.toBe(fingerprintOf({ a: 2 }));
    expect(fingerprintOf(undefined)).toMatch(/^[\da-f]{24}$/);
  });
});

describe("fingerprintOfAll", () => {
  it("is the same whatever order the parts stand in, and another for other parts", () => {
    expect(fingerprintOfAll([1, { a: 2 }, "b"])).toBe(fingerprintOfAll(["b", 1, { a: 2 }]));
    expect(fingerprintOfAll([1, 1])).not.toBe(fingerprintOfAll([1]));
    expect(fingerprintOfAll(["1"])).not.toBe(fingerprintOfAll([1]));
  });
});

describe("numbered", () => {
  const by = { keyOf: ({ key }: { key: string }) => key, contentOf: (item: unknown) => item };
  const [a, b, c] = [
    { key: "x", value: 1 },
    { key: "x", value: 2 },
    { key: "y", value: 0 },
  ];

  it("numbers what shares a key by its content, whatever order it stands in", () => {
    const expected = [
      { item: a, number: 1 },
      { item: b, number: 2 },
      { item: c, number: 1 },
    ];
    for (const order of [
      [a, b, c],
      [b, a, c],
    ])
      expect(numbered(order, by)).toEqual(expected);
    expect(numbered([c, b, a], by)).toEqual([expected[2], expected[0], expected[1]]);
  });

  it("keeps equal ones apart, and does with contents that JSON has no word for", () => {
    expect(numbered([a, a], by).map(({ number }) => number)).toEqual([1, 2]);
    expect(numbered([a, b], { ...by, contentOf: () => undefined }).map(({ item }) => item)).toEqual([a, b]);
  });
});

describe("linksOf", () => {
  it("takes what is safe to lead to, and nothing where that is nothing", () => {
    expect(linksOf(["task", "https://a.example/x"], ["log", undefined], ["patch", "https://b.example/"])).toEqual([
      { kind: "task", url: "https://a.example/x" },
      { kind: "patch", url: "https://b.example/" },
    ]);
    for (const url of [
      "http://a.example",
      "javascript:alert(1)",
      "s3://bucket/x",
      "x",
      null,
      5,
      "https://u:p@a.example/",
    ]) {
      expect(linksOf(["task", url]), String(url)).toBeUndefined();
    }
    expect(linksOf()).toBeUndefined();
  });
});
