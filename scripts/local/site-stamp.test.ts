import { describe, expect, it } from "vitest";
import { digestOfSources } from "./site-stamp.ts";

describe("the digest of what a build reads", () => {
  it("is the same for the same sources, whatever else the environment holds", async () => {
    const digest = await digestOfSources({});
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOfSources({ HOME: "/x", ZE_BENCHMARKS_WORKER_URL: "http://localhost:1" })).toBe(digest);
  });

  it("heeds the variables that pages are built with, in whatever order they come", async () => {
    const [none, one] = [await digestOfSources({}), await digestOfSources({ PUBLIC_API_URL: "https://a.example" })];
    expect(one).not.toBe(none);
    expect(await digestOfSources({ PUBLIC_API_URL: "https://b.example" })).not.toBe(one);
    const both = { PUBLIC_API_URL: "x", PUBLIC_SITE_URL: "y" };
    expect(await digestOfSources(both)).toBe(await digestOfSources({ PUBLIC_SITE_URL: "y", PUBLIC_API_URL: "x" }));
    expect(await digestOfSources({ PUBLIC_API_URL: "y", PUBLIC_SITE_URL: "x" })).not.toBe(await digestOfSources(both));
  });
});
