import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { isLoopback, ownKey } from "./own-key.ts";

describe("isLoopback", () => {
  it.each(["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"])("is true of %s", (ip) => {
    expect(isLoopback(ip)).toBe(true);
  });

  it.each(["0.0.0.0", "::", "192.168.0.1", "127.0.0.1.example.org", "localhost.example.org", "", "*"])(
    "is false of %j",
    (ip) => {
      expect(isLoopback(ip)).toBe(false);
    },
  );
});

describe("ownKey", () => {
  it("makes a key once, in a file for its owner's eyes, and gives the same from then on", async () => {
    const folder = await mkdtemp(join(tmpdir(), "own-key-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const persist = join(folder, "state");
    const first = await ownKey(persist);
    expect(first).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), isNew: true });
    expect(await ownKey(persist)).toEqual({ key: first.key, isNew: false });
    expect((await stat(join(persist, "api-secret-key"))).mode & 0o777).toBe(0o600);
  });
});
