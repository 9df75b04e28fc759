import { describe, expect, it } from "vitest";
import { readChunks, readJson } from "./body.ts";

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
    expect(await readJson(packedRequest(packed('{"a":"ü"}', format), format), 1000)).toEqual({ a: "ü" });
    expect(await readJson(packedRequest('{"a":1}', "identity"), 1000)).toEqual({ a: 1 });
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
    if (isTaken) expect(await readJson(request, 1000)).toEqual([]);
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
