import { hashOf } from "../snapshot/hash.ts";
import { SNAPSHOT_FORMAT, type SnapshotContent, snapshotIdOf } from "../snapshot/snapshot.ts";
import { EXAMPLE } from "./example-runs.ts";

const { suite, scenario, tier, agent, model } = EXAMPLE;

/** A part of a snapshot with one cell, of one run that passed. */
export const examplePart = {
  kind: "cells",
  suite,
  scenarios: [scenario],
  tiers: [tier],
  entries: [{ agent, model }],
  cells: { scenario: [0], tier: [0], entry: [0], pass: [1] },
};
export const examplePartId = hashOf(JSON.stringify(examplePart));

const content: SnapshotContent = {
  formatVersion: SNAPSHOT_FORMAT,
  runs: 1,
  cells: 1,
  suites: [{ suite, runs: 1, cells: 1, parts: [examplePartId] }],
  batches: [],
};

/** The index of a snapshot of that part. */
export const exampleIndex = { ...content, id: snapshotIdOf(content), createdAt: "2026-08-02T00:00:00.000Z" };
