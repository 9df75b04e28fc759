import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { remember, stateIn } from "./page-address.ts";

const written: unknown[][] = [];
beforeEach(() => {
  written.length = 0;
  const href = "https://example.org/suites/a/?sort=cost&find=x%20y#runs";
  vi.stubGlobal("location", { href, search: new URL(href).search });
  vi.stubGlobal("history", {
    state: { list: 1 },
    replaceState: (...given: unknown[]) => written.push(given.map((one) => (one instanceof URL ? one.href : one))),
  });
});
afterEach(() => vi.unstubAllGlobals());

it("reads what the address says", () => {
  expect([...stateIn()]).toEqual([
    ["sort", "cost"],
    ["find", "x y"],
  ]);
});

it("writes what is chosen, takes out what is empty, and leaves the rest and the history's state", () => {
  remember({ sort: "rank", find: "", order: "reverse" });
  expect(written).toEqual([[{ list: 1 }, "", "https://example.org/suites/a/?sort=rank&order=reverse#runs"]]);
});
