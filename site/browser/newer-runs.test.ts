import { expect, it, vi } from "vitest";
import { hasNewerRuns } from "./newer-runs.ts";

const SHOWN = "/data/id.txt";
const ADDRESS = "https://api.example.org/api/snapshot";

/** A page that shows the snapshot `a`, at a server that answers with an ETag, or with a status. */
const pageAt = (etag: string | null, status = 200) => {
  const kept = new Map<string, string>();
  const site = { id: "a", status: 200 };
  const ask = vi.fn(
    async (..._: Parameters<typeof fetch>) => new Response(null, { status, headers: etag === null ? {} : { etag } }),
  );
  const memory = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
  };
  const asking: typeof fetch = async (address, init) =>
    address === SHOWN ? new Response(`${site.id}\n`, { status: site.status }) : ask(address, init);
  const look = (now: number, shown = "a") => {
    site.id = shown;
    return hasNewerRuns({ shownAt: SHOWN, address: ADDRESS, memory, now, ask: asking });
  };
  return { look, ask, site };
};

it.each([
  ['"a"', false],
  ['W/"a"', false],
  ['"b"', true],
  [null, true],
])("compares what it shows with the server's ETag %s", async (etag, isNewer) => {
  const { look, ask } = pageAt(etag);
  expect(await look(1)).toBe(isNewer);
  expect(ask).toHaveBeenCalledExactlyOnceWith(ADDRESS, { method: "HEAD" });
});

it.each([404, 429, 500, 503])("says nothing where the server answers %d, and asks again", async (status) => {
  const { look, ask } = pageAt('"b"', status);
  expect(await look(1)).toBe(false);
  expect(await look(2)).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
});

it("says nothing where nobody answers", async () => {
  const { look, ask } = pageAt('"b"');
  ask.mockRejectedValueOnce(new TypeError("fetch failed"));
  expect(await look(1)).toBe(false);
  expect(await look(2)).toBe(true);
});

it("asks once in ten minutes, and anew on a page of another snapshot", async () => {
  const { look, ask } = pageAt('"b"');
  expect(await look(1000)).toBe(true);
  expect(await look(600_999)).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await look(2000, "b")).toBe(false);
  expect(ask).toHaveBeenCalledTimes(2);
  await look(601_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

it("asks again for a page that was built after the last answer", async () => {
  const { look, ask } = pageAt('"b"');
  expect(await look(1)).toBe(true);
  ask.mockResolvedValue(new Response(null, { headers: { etag: '"c"' } }));
  expect(await look(2, "c")).toBe(false);
});

it("remembers that runs are in no snapshot yet", async () => {
  const { look, ask } = pageAt(null);
  expect(await look(1)).toBe(true);
  expect(await look(2)).toBe(true);
  expect(ask).toHaveBeenCalledTimes(1);
});

it("says nothing, and does not ask the server, where the site does not say what it shows", async () => {
  const { look, ask, site } = pageAt('"b"');
  site.status = 404;
  expect(await look(1)).toBe(false);
  expect(ask).not.toHaveBeenCalled();
});
