import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiRefusal, ApiUnreachable, fetchApi, fetchLines } from "./fetch-api.ts";

afterEach(() => vi.unstubAllGlobals());

const { signal } = new AbortController();

/** Has the platform's fetch answer so, and gives what it was asked. */
const answering = (answer: () => Response | Promise<Response>) => {
  const asked: { path: string; accept: string | null }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, accept: new Headers(init.headers).get("accept") });
    return await answer();
  });
  return asked;
};

describe("fetchApi", () => {
  it("gives the body, and the cursor of the next page where there is one", async () => {
    const asked = answering(() => Response.json([1]));
    expect(await fetchApi("/api/runs?limit=1", signal)).toEqual({ body: [1] });
    expect(asked).toEqual([{ path: "/api/runs?limit=1", accept: "application/json" }]);
    answering(() => Response.json([2], { headers: { "x-next-cursor": "c" } }));
    expect(await fetchApi("/api/runs", signal)).toEqual({ body: [2], next: "c" });
  });

  it("tells a refusal in the API's words, or by its status", async () => {
    answering(() => Response.json({ detail: "no such run" }, { status: 404 }));
    await expect(fetchApi("/x", signal)).rejects.toThrow(new ApiRefusal("no such run"));
    answering(() => Response.json({}, { status: 429 }));
    await expect(fetchApi("/x", signal)).rejects.toThrow(new ApiRefusal("the API answered 429"));
    answering(() => Response.json(null, { status: 500 }));
    await expect(fetchApi("/x", signal)).rejects.toThrow("the API answered 500");
  });

  it.each([
    ["nothing answers", () => Promise.reject(new TypeError("fetch failed"))],
    ["something else answers", () => new Response("<html>")],
    ["something else refuses", () => new Response("<html>", { status: 502 })],
  ])("says that the API does not answer where %s", async (_, answer) => {
    answering(answer);
    await expect(fetchApi("/x", signal)).rejects.toBeInstanceOf(ApiUnreachable);
  });

  it("ends with the reader's wish", async () => {
    vi.stubGlobal("fetch", (_: string, { signal }: { signal: AbortSignal }) =>
      signal.aborted ? Promise.reject(signal.reason) : Promise.resolve(Response.json(1)),
    );
    await expect(fetchApi("/x", AbortSignal.abort())).rejects.toBeInstanceOf(ApiUnreachable);
    expect(await fetchApi("/x", signal)).toEqual({ body: 1 });
  });
});

describe("fetchLines", () => {
  it("gives a value a line", async () => {
    const asked = answering(() => new Response('{"a":1}\n{"a":2}\n'));
    expect(await fetchLines("/x", signal)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(asked[0]?.accept).toBe("application/x-ndjson");
  });

  it("fails as a whole by a refusal or a broken line", async () => {
    answering(() => Response.json({ detail: "too many" }, { status: 413 }));
    await expect(fetchLines("/x", signal)).rejects.toThrow(new ApiRefusal("too many"));
    answering(() => new Response('{"a":1}\n{"a'));
    await expect(fetchLines("/x", signal)).rejects.toBeInstanceOf(ApiUnreachable);
  });
});
