import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { JsonPathSchema } from "./json-path-schema.ts";
import { PathSchema, PatternSchema } from "./path-schema.ts";
import { readYaml } from "./read-yaml.ts";
import { VersionSchema } from "./version-schema.ts";

const isValid = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const messageOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe("a path", () => {
  it.each(["a", "a/b.json", "./a", "a/../b", "..a", "a..b"])("may be %j", (path) => {
    expect(isValid(PathSchema, path)).toBe(true);
  });

  it.each(["..", "../a", "a/../../b", "/etc/passwd"])("leads out of the workspace: %j", (path) => {
    expect(messageOf(PathSchema, path)).toBe("must be a path within the workspace");
  });

  it("is not empty", () => {
    expect(isValid(PathSchema, "")).toBe(false);
  });
});

describe("a pattern", () => {
  it("finds its places line by line, and takes no line break for any letter", () => {
    const pattern = PatternSchema.parse("^b.*$");
    expect("a\nbc\nd".match(pattern)?.[0]).toBe("bc");
    expect(PatternSchema.parse("a.b").test("a\nb")).toBe(false);
    expect(PatternSchema.parse("\\p{Lu}").test("É")).toBe(true);
  });

  it.each(["(", "[", "\\p{Nothing}"])("that is none is refused with the reason: %s", (source) => {
    expect(messageOf(PatternSchema, source)).toMatch(/^Invalid regular expression/);
  });
});

describe("a JSONPath", () => {
  it.each(["$", "$.usage.input_tokens", "$..tokens", "$.a[?@.b > 1].c"])("may be %s", (path) => {
    expect(isValid(JsonPathSchema, path)).toBe(true);
  });

  it.each(["usage", "$.", "$.a[", ""])("is not %j", (path) => {
    expect(messageOf(JsonPathSchema, path)).toMatch(/^is not a valid JSONPath: ./);
  });
});

describe("a version", () => {
  it("is a text: YAML would take 1.10 for 1.1", () => {
    expect(VersionSchema.parse("1.10")).toBe("1.10");
    expect(JSON.stringify(VersionSchema.safeParse(1.1).error?.issues)).toContain(
      'must stand in quotes, such as \\"1.10\\"',
    );
    expect(isValid(VersionSchema, "")).toBe(false);
    expect(isValid(VersionSchema, true)).toBe(false);
  });
});

describe("readYaml", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "read-yaml-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const schema = z.strictObject({ a: z.number(), b: z.array(z.string()).default([]) });
  const read = async (text: string) => {
    await writeFile(join(folder, "x.yaml"), text);
    return readYaml(schema, join(folder, "x.yaml"));
  };

  it("gives what the schema makes of it", async () => {
    expect(await read("a: 1 # one\n")).toEqual({ a: 1, b: [] });
  });

  it("names every place that breaks the schema", async () => {
    await expect(read("b: [x, 1]")).rejects.toThrow(/x\.yaml is not valid:\n {2}a is missing\n {2}b\[1\] must be/);
  });

  it("says where a file is no YAML, and that one is not there", async () => {
    await expect(read("a: 1\na: 2")).rejects.toThrow(/x\.yaml is not valid YAML: .*at line 2/);
    await expect(readYaml(schema, join(folder, "none.yaml"))).rejects.toThrow("none.yaml: ENOENT");
  });
});
