import { afterEach, describe, expect, it, vi } from "vitest";
import { siteReader } from "./site-files.ts";

const assetsOf = (files: Record<string, string>) => {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    asked.push(url.href);
    const text = files[url.pathname];
    return text === undefined ? new Response("not found", { status: 404 }) : new Response(text);
  };
  return { asked, ASSETS: { fetch } as Pick<Fetcher, "fetch"> };
};

describe("siteReader", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("reads what was deployed with the Worker, and knows what is not there", async () => {
    const { ASSETS } = assetsOf({ "/data/a.json": "[1]" });
    const read = siteReader({ ASSETS });
    expect(await (await read("/data/a.json"))?.text()).toBe("[1]");
    expect(await read("/data/b.json")).toBeUndefined();
  });

  it("reads at the site's own address where it has one, and leaves the assets alone", async () => {
    const { ASSETS, asked } = assetsOf({ "/data/a.json": "of the Worker" });
    const site = assetsOf({ "/data/a.json": "of the site" });
    vi.stubGlobal("fetch", site.ASSETS.fetch);
    const read = siteReader({ ASSETS, PUBLIC_SITE_URL: "https://bench.example.org/base/" });
    expect(await (await read("/data/a.json"))?.text()).toBe("of the site");
    expect(site.asked).toEqual(["https://bench.example.org/data/a.json"]);
    expect(asked).toEqual([]);
  });

  it("lets go of an answer that is no file", async () => {
    const cancel = vi.fn();
    const ASSETS = { fetch: async () => new Response(new ReadableStream({ cancel }), { status: 404 }) };
    expect(await siteReader({ ASSETS: ASSETS as Pick<Fetcher, "fetch"> })("/x")).toBeUndefined();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("takes nothing but a whole answer for a file", async () => {
    for (const status of [204, 206, 304, 500]) {
      const ASSETS = { fetch: async () => new Response(null, { status }) } as Pick<Fetcher, "fetch">;
      expect(await siteReader({ ASSETS })("/x")).toBeUndefined();
    }
  });
});
