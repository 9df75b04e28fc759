import { describe, expect, it } from "vitest";
import { OPERATION_LIST } from "#contract/operations.ts";
import { endpointsOf } from "./endpoints.ts";
import { NAMES } from "./made-trials.ts";

const PRESENT = { moment: Date.UTC(2026, 7, 1), snapshotId: "snap", partId: "part", key: "key" };

/** The operation that a path is of: the one of most fixed segments that fits. */
const operationOf = (path: string) =>
  OPERATION_LIST.filter(({ method }) => method === "GET")
    .filter((operation) => {
      const [own, asked] = [operation.path.split("/"), path.split("?")[0]?.split("/") ?? []];
      return own.length === asked.length && own.every((segment, n) => segment.startsWith(":") || segment === asked[n]);
    })
    .sort((a, b) => a.path.split(":").length - b.path.split(":").length)[0];

describe("the requests that are measured", () => {
  const endpoints = endpointsOf(NAMES, PRESENT);

  // Whether a document of the API's own is measured says nothing of the database.
  it("are of every GET operation of the API", () => {
    const measured = new Set(endpoints.map(({ path }) => operationOf(path)?.id));
    const missing = OPERATION_LIST.filter(({ id, method }) => method === "GET" && !measured.has(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
    expect(measured.has(undefined)).toBe(false);
  });

  it("pass what each operation takes as its query", () => {
    for (const { path } of endpoints) {
      const query = Object.fromEntries(new URL(path, "http://localhost").searchParams);
      expect(operationOf(path)?.query?.safeParse(query).success ?? Object.keys(query).length === 0, path).toBe(true);
    }
  });

  it("say which lists runs, and which need a key", () => {
    const listing = endpoints.filter(({ listsRuns }) => listsRuns).map(({ path }) => path.split("?")[0]);
    expect(new Set(listing)).toEqual(new Set(["/api/runs", "/api/export/runs.ndjson", "/api/export/runs.csv"]));
    expect(endpoints.filter(({ path }) => path.startsWith("/api/runs?")).every(({ listsRuns }) => listsRuns)).toBe(
      true,
    );
    const needing = endpoints.filter(({ needsKey }) => needsKey);
    expect(needing.map(({ path }) => operationOf(path)?.scope)).toEqual(["admin", "admin", "any", "admin"]);
    const scoped = endpoints.filter(({ path }) => operationOf(path)?.scope !== undefined);
    expect(scoped).toEqual(needing);
  });

  it("differ from each other", () => {
    expect(new Set(endpoints.map((endpoint) => JSON.stringify(endpoint))).size).toBe(endpoints.length);
  });
});
