import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "./entry.ts";
import { EntryTextSchema, formatEntry, parseEntry } from "./entry.ts";
import { NameSchema } from "./text.ts";

const name = fc
  .oneof(
    fc.string({ minLength: 1, unit: "binary" }),
    fc.string({ minLength: 1, unit: fc.constantFrom("~", "%", "7", "E", "/", " ") }),
  )
  .filter((text) => NameSchema.safeParse(text).success && text !== "default");

describe("formatEntry", () => {
  it.each([
    [{ agent: "echo" }, "echo"],
    [{ agent: "claude-code", model: "openai/gpt-5" }, "claude-code~openai/gpt-5"],
    [{ agent: "claude-code", model: "openai/gpt-5", variant: "high" }, "claude-code~openai/gpt-5~high"],
    [{ agent: "echo", variant: "v2" }, "echo~~v2"],
    [{ agent: "a~b", model: "100%" }, "a%7Eb~100%25"],
  ] as [Entry, string][])("writes %j as %s", (entry, text) => {
    expect(formatEntry(entry)).toBe(text);
    expect(parseEntry(text)).toEqual(entry);
  });

  it("writes every entry so that it can be read back", () => {
    const entries = fc
      .record({ agent: name, model: fc.option(name), variant: fc.option(name) })
      .map(({ agent, model, variant }): Entry => ({ agent, ...(model && { model }), ...(variant && { variant }) }));
    fc.assert(
      fc.property(entries, (entry) => {
        expect(parseEntry(formatEntry(entry))).toEqual(entry);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe("parseEntry", () => {
  it("reads what is encoded more than it need be, and no stated model from default", () => {
    expect(parseEntry("a~openai%2Fgpt-5~")).toEqual({ agent: "a", model: "openai/gpt-5" });
    expect(parseEntry("a~default~v")).toEqual({ agent: "a", variant: "v" });
  });

  it.each(["", "~model", "a~b~c~d", "100%", "a~%00", "a~%ff"])("refuses %j", (text) => {
    expect(parseEntry(text)).toBeUndefined();
    expect(EntryTextSchema.safeParse(text).error?.issues[0]?.message).toContain("agent~model");
  });
});
