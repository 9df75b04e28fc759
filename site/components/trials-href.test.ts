import { expect, it } from "vitest";
import { trialsHref } from "./trials-href.ts";

it("names every part of a cell, empty where it is not stated", () => {
  const href = trialsHref(
    { suite: "a&b", suiteVersion: undefined },
    { scenario: "one", tier: "L0", entry: { agent: "c++", model: "x/y" } },
  );
  expect(href).toBe("/api/runs?suite=a%26b&suiteVersion=&scenario=one&tier=L0&agent=c%2B%2B&model=x%2Fy&variant=");
});

it("leaves out what a figure spans", () => {
  expect(trialsHref({ suite: "s", suiteVersion: "1" }, { entry: { agent: "echo", variant: "high" } })).toBe(
    "/api/runs?suite=s&suiteVersion=1&agent=echo&model=&variant=high",
  );
});
