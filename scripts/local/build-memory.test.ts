import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { indexFile, writeWhole } from "../snapshots/snapshot-folder.ts";
import { youngGenerationFor } from "./build-memory.ts";

it.each([
  ["of a few cells", '{"cells":0}', 64],
  ["of as many as leave room", '{"cells":300000}', 64],
  ["of more", '{"cells":300001}', 16],
  ["that does not say how many", "{}", 16],
  ["that is damaged", '{"cells":3', 16],
  ["that is not there", undefined, 16],
])("has the young objects of a snapshot %s in so many MB", async (_, index, size) => {
  const folder = await mkdtemp(join(tmpdir(), "build-memory-"));
  try {
    if (index !== undefined) await writeWhole(indexFile(folder), index);
    expect(await youngGenerationFor(folder)).toBe(`--max-semi-space-size=${size}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
