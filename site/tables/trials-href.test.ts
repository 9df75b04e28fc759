import { expect, it } from "vitest";
import { batchTrialsHref, trialsHref } from "./trials-href.ts";

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

it("names a batch as it is, and perhaps an outcome", () => {
  expect(batchTrialsHref('a&b "c"')).toBe("/api/runs?batchId=a%26b+%22c%22");
  expect(batchTrialsHref("b", "infrastructure-error")).toBe("/api/runs?batchId=b&outcome=infrastructure-error");
});
