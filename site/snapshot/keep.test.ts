import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canonicalContent } from "#contract/snapshot/snapshot.ts";
import { keepSnapshot, parseSnapshot, snapshotFile } from "./keep.ts";

const snapshotText = (runs: number, id?: string): string => {
  const content = { formatVersion: 2 as const, runs, suites: [], batches: { batchId: [], claimed: {} } };
  const hash = createHash("sha256").update(canonicalContent(content)).digest("hex");
  return JSON.stringify({ ...content, id: id ?? hash, createdAt: "2026-08-01T12:00:00.000Z" });
};

let folder: string;
let file: string;
let requests: Request[];

const answering =
  (status: number, text: string | null): typeof fetch =>
  async (input, init) => {
    requests.push(new Request(input instanceof Request ? input : String(input), init));
    return new Response(text, { status });
  };

const unreachable: typeof fetch = async () => {
  throw new TypeError("fetch failed");
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "snapshot-"));
  file = join(folder, "kept", "snapshot.json");
  requests = [];
});

afterEach(() => rm(folder, { recursive: true }));

describe("parseSnapshot", () => {
  it("returns a sound snapshot", () => {
    expect(parseSnapshot(snapshotText(3), "here").runs).toBe(3);
  });

  it.each([
    ["what is not JSON", "<html>", "here is not JSON"],
    ["another format", '{"formatVersion":1}', "here is not a snapshot: formatVersion"],
    ["an id that is not the hash", snapshotText(3, "0".repeat(64)), "here says that its id is 0000"],
  ])("refuses %s", (_, text, message) => {
    expect(() => parseSnapshot(text, "here")).toThrow(message);
  });
});

describe("keepSnapshot", () => {
  it("asks the Worker and keeps its answer as it came", async () => {
    const environment = { ZE_BENCHMARKS_WORKER_URL: "http://worker.test" };
    const snapshot = await keepSnapshot({ environment, file, fetch: answering(200, snapshotText(3)) });
    expect(snapshot.runs).toBe(3);
    expect(requests[0]?.url).toBe("http://worker.test/api/snapshot");
    expect(requests[0]?.headers.has("If-None-Match")).toBe(false);
    expect(await readFile(file, "utf8")).toBe(snapshotText(3));
  });

  it("names the kept snapshot and uses it when nothing changed", async () => {
    const { id } = await keepSnapshot({ environment: {}, file, fetch: answering(200, snapshotText(3)) });
    const again = await keepSnapshot({ environment: {}, file, fetch: answering(304, null) });
    expect(requests[1]?.headers.get("If-None-Match")).toBe(`"${id}"`);
    expect(again.runs).toBe(3);
  });

  it("fetches anew when the kept file is broken", async () => {
    await keepSnapshot({ environment: {}, file, fetch: answering(200, snapshotText(3)) });
    await writeFile(file, snapshotText(3).slice(0, 40));
    const snapshot = await keepSnapshot({ environment: {}, file, fetch: answering(200, snapshotText(4)) });
    expect(requests[1]?.headers.has("If-None-Match")).toBe(false);
    expect(snapshot.runs).toBe(4);
  });

  it("takes the kept snapshot when offline, without asking", async () => {
    await keepSnapshot({ environment: {}, file, fetch: answering(200, snapshotText(3)) });
    const snapshot = await keepSnapshot({ environment: { ZE_BENCHMARKS_OFFLINE: "1" }, file, fetch: unreachable });
    expect(snapshot.runs).toBe(3);
  });

  it("takes the file it is given", async () => {
    const given = join(folder, "given.json");
    await writeFile(given, snapshotText(5));
    const snapshot = await keepSnapshot({ environment: { ZE_BENCHMARKS_SNAPSHOT: given }, file, fetch: unreachable });
    expect(snapshot.runs).toBe(5);
    expect(snapshotFile({ ZE_BENCHMARKS_SNAPSHOT: given })).toBe(given);
  });

  it("says which address was tried and what to do when nobody answers", async () => {
    const environment = { ZE_BENCHMARKS_WORKER_URL: "http://worker.test" };
    await expect(keepSnapshot({ environment, file, fetch: unreachable })).rejects.toThrow(
      "no answer from http://worker.test/api/snapshot: start the Worker (npm start)",
    );
  });

  it("says what to do when offline and nothing is kept", async () => {
    const environment = { ZE_BENCHMARKS_OFFLINE: "1" };
    await expect(keepSnapshot({ environment, file })).rejects.toThrow("build once with the Worker running");
  });

  it("refuses an error answer and keeps what was there", async () => {
    await keepSnapshot({ environment: {}, file, fetch: answering(200, snapshotText(3)) });
    await expect(keepSnapshot({ environment: {}, file, fetch: answering(503, "no") })).rejects.toThrow("answered 503");
    expect(await readFile(file, "utf8")).toBe(snapshotText(3));
  });
});
