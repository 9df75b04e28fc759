import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { inProject } from "../../command/project.ts";
import { IMPORTERS, importerOf, recognize } from "./registry.ts";
import { jsonFile, madeFile } from "./testing/made-file.ts";

describe("registry", () => {
  it("finds an importer by its format, each of which has a name of its own", () => {
    expect(IMPORTERS.map(({ format }) => importerOf(format))).toEqual(IMPORTERS);
    expect(importerOf("nonsense")).toBeUndefined();
  });

  it("recognizes nothing in what is of no format", () => {
    for (const value of [null, 1, "x", [], {}, [{}], { results: {} }, { results: [] }, { files: [] }, { version: 2 }]) {
      expect(recognize(jsonFile(value))?.format).toBeUndefined();
    }
    expect(recognize(madeFile({ kind: "other" }))).toBeUndefined();
  });

  it("has every format in the documentation", async () => {
    const page = await readFile(inProject("site/content/docs/importing.md"), "utf8");
    for (const { format } of IMPORTERS) expect(page).toContain(`\`${format}\``);
  });
});
