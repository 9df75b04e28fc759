import { describe, expect, it } from "vitest";
import { endOf, streamText } from "./streamed.ts";

/** Pieces that note what was asked of them. */
const notedPieces = (texts: readonly string[], failure?: Error) => {
  const notes: string[] = [];
  const pieces = (async function* () {
    try {
      for (const text of texts) {
        notes.push(`made ${text}`);
        yield text;
      }
      if (failure) throw failure;
    } finally {
      notes.push("closed");
    }
  })();
  return { notes, pieces };
};

describe("streamText", () => {
  it("makes no piece before it is asked for", async () => {
    const { notes, pieces } = notedPieces(["a", "b"]);
    const response = streamText(pieces, { "x-a": "1" });
    await Promise.resolve();
    expect(notes).toEqual([]);
    expect(response.headers.get("x-a")).toBe("1");
    expect(await response.text()).toBe("ab");
    expect(notes).toEqual(["made a", "made b", "closed"]);
    expect(await endOf(response)).toEqual({ brokenOff: false });
  });

  it("closes the pieces when the reader goes away", async () => {
    const { notes, pieces } = notedPieces(["a", "b", "c"]);
    const response = streamText(pieces, {});
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("a");
    await reader?.cancel();
    expect(notes).toEqual(["made a", "closed"]);
    expect(await endOf(response)).toEqual({ brokenOff: "by the reader" });
  });

  it("breaks the body off where a piece fails, and tells the reader nothing of why", async () => {
    const failure = new Error("private words");
    const { pieces } = notedPieces(["a"], failure);
    const response = streamText(pieces, {});
    await expect(response.text()).rejects.toThrow("the answer was cut off: the log says why");
    expect(await endOf(response)).toEqual({ brokenOff: "by an error", error: failure });
  });

  it("knows no end of an answer that is not streamed", () => {
    expect(endOf(new Response("a"))).toBeUndefined();
  });
});
