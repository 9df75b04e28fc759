import { describe, expect, it } from "vitest";
import { describeType, listFields, type Schemas } from "./fields.ts";

const schemas: Schemas = {
  Score: {
    type: "object",
    properties: { name: { type: "string", description: "Its name." }, score: { type: "number" } },
    required: ["name"],
  },
};
const score = { $ref: "#/components/schemas/Score" };

const namesOf = (schema: Parameters<typeof listFields>[0]) =>
  listFields(schema, schemas).map(({ fields }) => fields.map(({ name }) => name));

describe("listFields", () => {
  it("names nested fields by their path", () => {
    const schema = {
      type: "object",
      properties: {
        best: { anyOf: [score, { type: "null" }] },
        all: { type: "array", items: score },
        byName: { type: "object", additionalProperties: score },
      },
    };
    expect(namesOf(schema)).toEqual([
      [
        ...["best", "best.name", "best.score", "all", "all[].name", "all[].score"],
        ...["byName", "byName.{name}.name", "byName.{name}.score"],
      ],
    ]);
    expect(namesOf({ type: "array", items: score })).toEqual([["[].name", "[].score"]]);
  });

  it("tells what is required and what it means", () => {
    expect(listFields(score, schemas)[0]?.fields).toEqual([
      { name: "name", type: "string", required: true, description: "Its name." },
      { name: "score", type: "number", required: false, description: "" },
    ]);
  });

  it("lists each kind of a body on its own", () => {
    const kind = (name: string) => ({ type: "object", properties: { kind: { const: name }, [`of-${name}`]: {} } });
    expect(listFields({ oneOf: [kind("a"), kind("b")] }, schemas)).toMatchObject([
      { kind: "a", fields: [{ name: "kind", type: '"a"' }, { name: "of-a" }] },
      { kind: "b", fields: [{ name: "kind", type: '"b"' }, { name: "of-b" }] },
    ]);
  });

  it("throws at a reference to nothing", () => {
    expect(() => listFields({ $ref: "#/components/schemas/Gone" }, schemas)).toThrow(/Gone/);
  });
});

describe("describeType", () => {
  it.each([
    [{ type: "string", minLength: 1, maxLength: 512 }, "string, 1 to 512 characters"],
    [{ anyOf: [{ type: "string", maxLength: 9 }, { type: "null" }] }, "string, at most 9 characters, or null"],
    [{ type: ["boolean", "null"] }, "boolean or null"],
    [{ type: "string", format: "date-time" }, "moment"],
    [{ enum: ["a", "b"] }, '"a", "b"'],
    [{ type: "integer", minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, "integer"],
    [{ type: "number", exclusiveMinimum: 0, maximum: 1e9 }, "number, over 0, at most 1,000,000,000"],
    [{ type: "array", items: score }, "list of: object"],
    [{}, "any"],
  ])("puts %j into words", (schema, words) => {
    expect(describeType(schema, schemas)).toBe(words);
  });
});
