import { describe, expect, it } from "vitest";
import { stripDocumentation } from "./strip-documentation.ts";

const strip = (source: string) => stripDocumentation(source, "example.ts");

describe("stripDocumentation", () => {
  it.each([
    ['z.string().describe("A name.")', "z.string()"],
    ['z.string().describe("A name.").optional()', "z.string().optional()"],
    ['z.object({ a: z.string().describe("A.") }).describe("B.")', "z.object({ a: z.string() })"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a source that has one.
    ["z.number().describe(`At most ${MAX}.`)", "z.number()"],
    ['z.string().meta({ id: "Run" })', 'z.string().meta({ id: "Run" })'],
    ['({ kind: "count", meaning: "How many.", units: 1 })', '({ kind: "count",  units: 1 })'],
    ["({ kind: one.kind, meaning: one.meaning })", "({ kind: one.kind, meaning: one.meaning })"],
    ["z.object({ meaning: z.string() })", "z.object({ meaning: z.string() })"],
    ['describe("no method", run)', 'describe("no method", run)'],
    ['schemas["describe"]("computed")', 'schemas["describe"]("computed")'],
  ])("makes of %s %s", (source, stripped) => {
    expect(strip(source)).toBe(stripped);
  });

  it("keeps of an operation what answers it", () => {
    const source = `operations({
  submit: {
    method: "POST", tag: "Submit", path: "/a",
    summary: "One",
    description:
      "Two lines",
    names, example,
    scope: "submit",
    body: { name: "run", description: "A run", schema: Run.describe("x"), example: { schema: 1 } },
    query: Query, queryExample: { a: "1" },
    answers: { 200: { description: "In", type: "text/csv", schema: Out.describe("y") }, 201: { schema } },
    problems: [409]
  },
  other: { query: z.object({ schema: Kept }) }
})`;
    const stripped = strip(source);
    expect(stripped.replaceAll(/\s+/g, " ")).toBe(
      'operations({ submit: { method: "POST", path: "/a", scope: "submit", body: { name: "run", schema: Run, }, query: Query, answers: { 200: { type: "text/csv", }, 201: { } }, problems: [409] }, other: { query: z.object({ schema: Kept }) } })',
    );
    expect(stripped.split("\n")).toHaveLength(source.split("\n").length);
  });

  it("keeps the same properties elsewhere", () => {
    const source = 'const record = { summary: "kept", answers: { schema: z.string() } };';
    expect(strip(source)).toBe(source);
    expect(strip(`operations({}); ${source}`)).toBe(`operations({}); ${source}`);
  });

  it("keeps the numbers of lines where texts are broken", () => {
    expect(strip('a\n  .describe(\n    "Long.",\n  )\n  .optional()')).toBe("a\n\n\n\n  .optional()");
  });

  it("names the file that does not parse", () => {
    expect(() => strip("const = 1")).toThrow(/^example\.ts: /);
  });
});
