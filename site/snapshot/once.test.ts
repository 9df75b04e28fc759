import { expect, it } from "vitest";
import { once, withLazy } from "./once.ts";

it.each([[1], [undefined], [null]])("makes %s when it is first asked for, and no second time", (value) => {
  let made = 0;
  const get = once(() => {
    made += 1;
    return value;
  });
  expect(made).toBe(0);
  expect([get(), get(), made]).toEqual([value, value, 1]);
});

it("finds fields when they are read, once, and leaves the others alone", () => {
  const asked: string[] = [];
  const note = <Value>(name: string, value: Value) => {
    asked.push(name);
    return value;
  };
  const thing = withLazy({ name: "ant" }, { legs: () => note("legs", 6), wings: () => note("wings", undefined) });
  expect([thing.name, asked]).toEqual(["ant", []]);
  expect([thing.legs, thing.legs, thing.wings, thing.wings]).toEqual([6, 6, undefined, undefined]);
  expect(asked).toEqual(["legs", "wings"]);
  expect({ ...thing }).toEqual({ name: "ant", legs: 6, wings: undefined });
});
