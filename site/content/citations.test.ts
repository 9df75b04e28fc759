import { expect, it } from "vitest";
import { parse } from "yaml";
import { citationsOf } from "./citations.ts";

const id = "ab".repeat(32);
const snapshot = {
  ...{ id, createdAt: "2026-01-02T03:04:05.000Z", publishedAt: "2026-01-09T00:00:00.000Z" },
  ...{ runs: 3975, cells: 10, suites: 2 },
};
const files = citationsOf(snapshot, "https://example.org/bench");

it("cites a snapshot for BibTeX", () => {
  expect(files["citation.bib"]).toBe(`@misc{ze-benchmarks-abababababababab,
  title = {{ze-benchmarks: leaderboards of AI coding agents, snapshot abababababababab}},
  author = {{ze-benchmarks}},
  year = {2026},
  month = {1},
  version = {${id}},
  note = {Snapshot ${id} of 2026-01-02 03:04 UTC, 3,975 runs},
  url = {https://example.org/bench/snapshots/${id}/},
}
`);
});

it("cites it as CSL-JSON", () => {
  expect(JSON.parse(files["citation.json"] ?? "")).toEqual([
    {
      id: "ze-benchmarks-abababababababab",
      type: "dataset",
      title: "ze-benchmarks: leaderboards of AI coding agents, snapshot abababababababab",
      note: `Snapshot ${id} of 2026-01-02 03:04 UTC, 3,975 runs`,
      URL: `https://example.org/bench/snapshots/${id}/`,
      version: id,
      author: [{ literal: "ze-benchmarks" }],
      issued: { "date-parts": [[2026, 1, 9]] },
    },
  ]);
});

it("cites it as CITATION.cff", () => {
  expect(parse(files["CITATION.cff"] ?? "")).toMatchObject({
    "cff-version": "1.2.0",
    type: "dataset",
    authors: [{ name: "ze-benchmarks" }],
    version: id,
    "date-released": "2026-01-09",
    url: `https://example.org/bench/snapshots/${id}/`,
    identifiers: [{ type: "other", value: `sha256:${id}` }],
  });
});
