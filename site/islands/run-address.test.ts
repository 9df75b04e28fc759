import { expect, it } from "vitest";
import { readRunAddress, runAddress } from "./run-address.ts";

const read = (address: string) => readRunAddress(new URL(address, "https://example.org"));

it.each([{ run: "a/b?c#d&e=f" }, { run: "7", beside: "x y" }])("leads to %j and back", (address) => {
  expect(read(runAddress(address))).toEqual(address);
});

it("names no run elsewhere, and none where it is empty", () => {
  expect(read("/suites/a/?run=7")).toBeUndefined();
  expect(read("/runs/?run=&beside=8")).toBeUndefined();
  expect(read("/runs/?run=7&beside=")).toEqual({ run: "7" });
});
