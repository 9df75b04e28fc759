import { describe, expect, it } from "vitest";
import { decodeText, joinBytes, jsonMistake, readChunks, readJson, requireType } from "./body.ts";

const requestWith = (body: ReadableStream | string): Request =>
  new Request("http://localhost/", { method: "POST", body, headers: { "content-type": "application/json" } });

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A body that never ends: a piece every so many milliseconds. */
const endlessBody = (piece: string, pause: number) =>
  new ReadableStream({
    async pull(controller) {
      await later(pause);
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });

describe("reading a body", () => {
  it("gives up with 408 when nothing comes", async () => {
    const silent = new ReadableStream({ pull: () => new Promise(() => undefined) });
    await expect(readJson(requestWith(silent), 1000, 5)).rejects.toMatchObject({ status: 408 });
  });

  it("gives up with 408 when it only trickles", async () => {
    await expect(readJson(requestWith(endlessBody(" ", 2)), 1_000_000, 20)).rejects.toMatchObject({ status: 408 });
  });

  it("stops an endless body at the limit", async () => {
    const body = endlessBody("x".repeat(100), 0);
    await expect(readJson(requestWith(body), 1000, 10_000)).rejects.toMatchObject({ status: 413 });
  });

  it("does not count what the Worker does in between", async () => {
    const chunks = readChunks(requestWith("[]"), 1000, 200);
    const pieces: number[] = [];
    for await (const chunk of chunks) {
      await later(250);
      pieces.push(chunk.byteLength);
    }
    expect(pieces).toEqual([2]);
  });

  const packed = (text: string, format: "gzip" | "deflate"): ReadableStream =>
    new Blob([text]).stream().pipeThrough(new CompressionStream(format));

  const packedRequest = (body: ReadableStream | string, encoding: string): Request =>
    new Request("http://localhost/", {
      method: "POST",
      body,
      headers: { "content-encoding": encoding, "content-type": "application/json" },
    });

  it.each(["gzip", "deflate"] as const)("unpacks a body that is packed by %s", async (format) => {
    expect(await readJson(packedRequest(packed('{"a":"ü"}', format), format), 1000)).toEqual({
      value: { a: "ü" },
      text: '{"a":"ü"}',
    });
    expect(await readJson(packedRequest('{"a": 1}', "identity"), 1000)).toEqual({ value: { a: 1 }, text: '{"a": 1}' });
  });

  it("stops unpacking at the limit", async () => {
    const bomb = packed(`"${"x".repeat(5_000_000)}"`, "gzip");
    await expect(readJson(packedRequest(bomb, "gzip"), 100_000)).rejects.toMatchObject({ status: 413 });
  });

  it("refuses what is packed otherwise, or not as it says", async () => {
    for (const encoding of ["br", "zstd", "gzip, gzip"]) {
      await expect(readJson(packedRequest("[]", encoding), 1000)).rejects.toMatchObject({ status: 415 });
    }
    await expect(readJson(packedRequest("[]", "gzip"), 1000)).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    ["application/json; charset=utf-8", true],
    ['application/json;charset="UTF-8"', true],
    ["application/json; charset=iso-8859-1", false],
    ["application/json; charset=utf-16", false],
  ])("takes %s: %s", async (type, isTaken) => {
    const request = new Request("http://localhost/", { method: "POST", body: "[]", headers: { "content-type": type } });
    if (isTaken) expect(await readJson(request, 1000)).toMatchObject({ value: [] });
    else await expect(readJson(request, 1000)).rejects.toMatchObject({ status: 415 });
  });

  it("lets go of a body that it gave up", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      pull: () => new Promise(() => undefined),
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(readJson(requestWith(body), 1000, 5)).rejects.toMatchObject({ status: 408 });
    expect(cancelled).toBe(true);
  });
});

describe("requireType", () => {
  const typed = (type?: string) =>
    new Request("http://localhost/", { method: "POST", headers: type === undefined ? {} : { "content-type": type } });
  const types = ["application/json", "text/plain"] as const;

  it.each([
    undefined,
    "application/json",
    "Text/Plain",
    " text/plain ; charset=UTF8",
    "text/plain; q=1; charset=utf-8",
  ])("takes %s", (type) => {
    expect(requireType(typed(type), ...types)).toBeUndefined();
  });

  it.each([
    ["text/html", "content type text/html is not accepted here: send application/json"],
    ["application/json-patch", "content type application/json-patch is not accepted here: send application/json"],
    ["text/plain; charset=latin1", "charset=latin1 is not accepted here: send UTF-8"],
    ["text/plain; charset=utf-88", "charset=utf-88 is not accepted here: send UTF-8"],
    ["text/plain; charset=", "charset= is not accepted here: send UTF-8"],
  ])("refuses %s", (type, message) => {
    expect(() => requireType(typed(type), ...types)).toThrow(expect.objectContaining({ status: 415, message }));
  });
});

describe("readChunks", () => {
  const bytesOf = async (request: Request, limit: number) => {
    const sizes: number[] = [];
    for await (const chunk of readChunks(request, limit, 1000)) sizes.push(chunk.byteLength);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const sending = (body: string, headers: Record<string, string> = {}) =>
    new Request("http://localhost/", { method: "POST", body, headers });

  it("takes a body that is as large as it may be, and no byte more", async () => {
    expect(await bytesOf(sending("x".repeat(1000)), 1000)).toBe(1000);
    await expect(bytesOf(sending("x".repeat(1001)), 1000)).rejects.toMatchObject({
      status: 413,
      message: "the body is over 1,000 bytes, the most that one request may have",
    });
  });

  it("believes a length that is too large before it reads anything", async () => {
    let isRead = false;
    const body = new ReadableStream(
      {
        pull: (controller) => {
          isRead = true;
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const request = new Request("http://localhost/", { method: "POST", body, headers: { "content-length": "1001" } });
    await expect(bytesOf(request, 1000)).rejects.toMatchObject({ status: 413 });
    expect(isRead).toBe(false);
    expect(await bytesOf(sending("x", { "content-length": "1000" }), 1000)).toBe(1);
  });

  it("gives nothing of a request without a body", async () => {
    expect(await bytesOf(new Request("http://localhost/", { method: "POST" }), 10)).toBe(0);
  });

  it("knows the names of encodings in any case, and none for an empty one", async () => {
    const packed = () => new Blob(["[1,2]"]).stream().pipeThrough(new CompressionStream("gzip"));
    for (const encoding of ["GZIP", " x-gzip "]) {
      const request = new Request("http://localhost/", {
        method: "POST",
        body: packed(),
        headers: { "content-encoding": encoding },
      });
      expect(await bytesOf(request, 1000)).toBe(5);
    }
    expect(await bytesOf(sending("[1]", { "content-encoding": "" }), 1000)).toBe(3);
    await expect(bytesOf(sending("[1]", { "content-encoding": "br" }), 1000)).rejects.toMatchObject({
      status: 415,
      message: "content encoding br is not accepted here: send gzip, deflate or none",
    });
  });

  it("passes on what breaks by itself in a body that is not packed", async () => {
    const failure = new Error("the connection is gone");
    const body = new ReadableStream({ pull: (controller) => controller.error(failure) });
    await expect(bytesOf(new Request("http://localhost/", { method: "POST", body }), 10)).rejects.toBe(failure);
  });
});

describe("texts", () => {
  it("joins pieces in their order", () => {
    expect([...joinBytes([new Uint8Array([1, 2]), new Uint8Array(), new Uint8Array([3])])]).toEqual([1, 2, 3]);
    expect(joinBytes([])).toHaveLength(0);
  });

  it("reads UTF-8 without its mark, and refuses what is none", () => {
    expect(decodeText(new TextEncoder().encode("\ufeffé🎉"))).toBe("é🎉");
    expect(() => decodeText(new Uint8Array([0x61, 0xff]))).toThrow(
      expect.objectContaining({ status: 400, message: "the body is not UTF-8", cause: expect.any(TypeError) }),
    );
  });

  it.each(['{"private": secret}', '["private" "private"]', "private", '{"a": "private', '"private\nprivate"x'])(
    "says where %j is not JSON and quotes nothing of it",
    (text) => {
      try {
        JSON.parse(text);
        expect.unreachable();
      } catch (error) {
        const mistake = jsonMistake(error);
        expect(mistake).not.toMatch(/private|is not valid JSON/);
        expect(mistake.length).toBeGreaterThan(10);
      }
    },
  );

  it("keeps the cause of a body that is not JSON", async () => {
    await expect(readJson(requestWith("[1,]"), 100)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/^the body is not valid JSON: Unexpected token/),
      cause: expect.any(SyntaxError),
    });
  });
});
