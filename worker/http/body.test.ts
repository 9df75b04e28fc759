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
