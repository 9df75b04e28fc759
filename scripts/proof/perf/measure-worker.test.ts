import { expect, it } from "vitest";
import { formatFigure, isKept } from "./figures.ts";
import { measureWorker } from "./measure-worker.ts";

it("finds the Worker's own JavaScript within its bound, and the OpenAPI document apart from it", async () => {
  const figures = await measureWorker();
  expect(figures.map(({ name }) => name).sort()).toEqual([
    "openapi.json.txt, gzipped",
    "the Worker's own JavaScript, gzipped",
  ]);
  expect(figures.filter((figure) => !isKept(figure)).map(formatFigure)).toEqual([]);
  for (const { value } of figures) expect(value).toBeGreaterThan(10_000);
});
