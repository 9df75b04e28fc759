import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatFigure, isKept } from "./figures.ts";
import { measureImport } from "./measure-import.ts";

it("imports lines, a log and many files within its memory, and leaves nothing behind", async () => {
  const parent = await mkdtemp(join(tmpdir(), "measure-import-"));
  const folder = join(parent, "import");
  const { signal } = new AbortController();
  const sizes = { lines: 20_000, samples: 50, files: 300, compared: 200 };
  const figures = await measureImport({ folder, signal, sizes });
  expect(figures.map(({ name }) => name)).toEqual([
    "import of 20000 lines, peak memory",
    "import of a log of 50 samples, peak memory",
    "import of 300 files, peak memory",
    "import of 200 files, time against as many runs in one",
  ]);
  // A machine that is busy with other tests says nothing of times.
  const over = figures.filter((figure) => figure.unit === "MB" && !isKept(figure));
  expect(over.map(formatFigure)).toEqual([]);
  for (const { value, unit } of figures) expect(value).toBeGreaterThan(unit === "MB" ? 40 : 0.1);
  expect(existsSync(folder)).toBe(false);
  await rm(parent, { recursive: true });
});
