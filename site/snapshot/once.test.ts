import { expect, it } from "vitest";
import { once } from "./once.ts";

it.each([[1], [undefined], [null]])("makes %s when it is first asked for, and no second time", (value) => {
  let made = 0;
  const get = once(() => {
    made += 1;
    return value;
  });
  expect(made).toBe(0);
  expect([get(), get(), made]).toEqual([value, value, 1]);
});
