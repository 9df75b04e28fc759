import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectral from "@stoplight/spectral-core";
import rulesets from "@stoplight/spectral-rulesets";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { OPERATION_LIST } from "../operations.ts";
import { exampleUrlOf } from "./example-request.ts";
import { openApiDocument } from "./recorded.ts";

type Json = Record<string, unknown>;

const document: Json = { ...openApiDocument };

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ ...document, $id: "https://example.org/openapi" });

const resolved = (value: Json): Json => {
  const { $ref } = value;
  if (typeof $ref !== "string") return value;
  return $ref
    .slice(2)
    .split("/")
    .reduce((inside, key) => inside[key] as Json, document);
};

interface Example {
  where: string;
  schema: Json;
  value: unknown;
}

const contentExamples = (where: string, { content = {} }: { content?: Record<string, Json> }): Example[] =>
  Object.entries(content).flatMap(([type, { schema, example, "x-line-schema": lineSchema }]) => {
    if (example === undefined) return [];
    if (!lineSchema) return [{ where: `${where} ${type}`, schema: schema as Json, value: example }];
    const lines = String(example).trimEnd().split("\n");
    return lines.map((line, position) => ({
      where: `${where} ${type} line ${position + 1}`,
      schema: lineSchema as Json,
      value: JSON.parse(line),
    }));
  });

const examplesOf = (where: string, operation: Json): Example[] => {
  const {
    parameters = [],
    requestBody = {},
    responses,
  } = operation as {
    parameters?: { name: string; schema: Json; example?: unknown }[];
    requestBody?: Json;
    responses: Record<string, Json>;
  };
  return [
    ...parameters
      .filter(({ example }) => example !== undefined)
      .map(({ name, schema, example }) => ({
        where: `${where} ${name}`,
        schema,
        value: example,
      })),
    ...contentExamples(`${where} request`, requestBody),
    ...Object.entries(responses).flatMap(([status, response]) =>
      contentExamples(`${where} ${status}`, resolved(response)),
    ),
  ];
};

const operations = Object.entries(document["paths"] as Record<string, Record<string, Json>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ where: `${method.toUpperCase()} ${path}`, operation })),
);

describe("the OpenAPI document", () => {
  it("is OpenAPI 3.1, and keeps the recommended rules of Spectral", async () => {
    const linter = new spectral.Spectral();
    linter.setRuleset({ extends: [[rulesets.oas as spectral.RulesetDefinition, "recommended"]] });
    const found = await linter.run(structuredClone(document));
    expect(found.map(({ code, message, path }) => `${path.join(".")}: ${code}: ${message}`)).toEqual([]);
    expect(document["openapi"]).toMatch(/^3\.1\./);
  });

  it("keeps the recommended rules of Redocly", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: "openapi.json", config });
    expect(problems.map(({ ruleId, message, location }) => `${location[0]?.pointer}: ${ruleId}: ${message}`)).toEqual(
      [],
    );
  });

  it("describes every operation, each under a path and method of its own", () => {
    const described = OPERATION_LIST.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(operations.map(({ where }) => where).sort()).toEqual(described.sort());
  });

  it("names in every path what its operation names", () => {
    for (const { path, names = {} } of OPERATION_LIST) {
      expect(
        [...path.matchAll(/:(\w+)/g)].map(([, name]) => name),
        path,
      ).toEqual(Object.keys(names));
    }
  });

  it("has examples that are valid against their schemas", () => {
    const examples = operations.flatMap(({ where, operation }) => examplesOf(where, operation));
    const broken = examples.flatMap(({ where, schema, value }) => {
      const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://example.org/openapi#/'));
      return ajv.validate(pointed, value) ? [] : [`${where}: ${ajv.errorsText()}`];
    });
    expect(broken).toEqual([]);
    expect(examples.length).toBeGreaterThan(3 * operations.length);
  });

  it("refuses with its schemas what the contract refuses", () => {
    const run = { $ref: "https://example.org/openapi#/components/schemas/Run" };
    expect(ajv.validate(run, { runId: "r" })).toBe(false);
    const health = { $ref: "https://example.org/openapi#/components/schemas/Health" };
    expect(ajv.validate(health, { status: "fine" })).toBe(false);
  });

  it.each(operations)(
    "gives an example of what $where answers, and of its parameters in the path",
    ({ where, operation }) => {
      const answered = Object.entries((operation as { responses: Record<string, Json> }).responses)
        .filter(([status]) => status.startsWith("2"))
        .flatMap(([status, response]) => contentExamples(`${where} ${status}`, response));
      expect(answered.length).toBeGreaterThan(0);
    },
  );

  it("resolves every reference", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(100);
    for (const $ref of new Set(references)) expect(resolved({ $ref }), $ref).toBeTypeOf("object");
  });

  it("has examples of paths without a name left out", () => {
    for (const operation of OPERATION_LIST) expect(exampleUrlOf(operation)).not.toContain(":");
  });
});
