import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import type { NeededScope } from "#contract/service/key.ts";
import { type Answer, type AnswerHeader, DrySchema, isWrite, TAGS } from "#contract/service/operation.ts";
import { PROBLEM_TITLES, type ProblemStatus } from "#contract/service/problem.ts";
import { exampleBodyOf } from "./example-request.ts";
import { problemExample } from "./problem-examples.ts";
import { componentSchemas, inlineSchema, type JsonSchema, schemaOf } from "./schemas.ts";

/** The version of the API: raised when a client has to change. */
const API_VERSION = "1.0.0";

const HEADERS: Record<AnswerHeader | "X-Request-Id" | "Retry-After", string> = {
  "X-Request-Id": "Names the request in the server's log.",
  Link: 'Where the list goes on: `<path>; rel="next"`. Absent on the last page.',
  "X-Next-Cursor": "The cursor of the next page. Absent on the last one.",
  ETag: "Names the content; send it as If-None-Match.",
  "Content-Disposition": "A file name to save it as.",
  "Retry-After": "How many seconds to wait.",
};

/** What a key of each scope is. */
const KEYS: Record<NeededScope, string> = {
  any: "A key of any scope.",
  submit: "A key of scope submit, as a harness has it, or of scope admin.",
  publish: "A key of scope publish, as a build has it, or of scope admin.",
  admin: "A key of scope admin.",
};

const headerRefs = (headers: readonly string[]) =>
  Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const componentName = (status: ProblemStatus) => PROBLEM_TITLES[status].replaceAll(" ", "");

const problemResponses = () =>
  Object.fromEntries(
    [...new Set(OPERATION_LIST.flatMap(problemsOf))].map((status) => [
      componentName(status),
      {
        description: PROBLEM_TITLES[status],
        headers: headerRefs(status === 429 ? ["X-Request-Id", "Retry-After"] : ["X-Request-Id"]),
        content: {
          "application/problem+json": {
            schema: { $ref: "#/components/schemas/Problem" },
            example: problemExample(status),
          },
        },
      },
    ]),
  );

/** The problems that an operation can end in: its own, and those that follow from what it takes. */
const problemsOf = ({ problems = [], scope, body, answers }: NamedOperation): ProblemStatus[] => {
  const possible = new Set<ProblemStatus>([...problems, 400, 429, 500]);
  const add = (...statuses: ProblemStatus[]) => statuses.forEach((status) => void possible.add(status));
  if (scope) add(401, 403, 503);
  if (body) add(408, 413, 415);
  if (body?.type === "application/json") add(422);
  return [...possible].filter((status) => !(status in answers)).sort((a, b) => a - b);
};

const answerOf = ({ description, schema, type = "application/json", headers = [] }: Answer, example: unknown) => ({
  description,
  headers: headerRefs(["X-Request-Id", ...headers]),
  ...((schema || type !== "application/json") && {
    content: {
      [type]: {
        schema: schema && type === "application/json" ? schemaOf(schema) : { type: "string" },
        ...(schema && type !== "application/json" && { "x-line-schema": schemaOf(schema) }),
        ...(example !== undefined && { example }),
      },
    },
  }),
});

/** What the example of each operation is answered with; the document itself has none that could stand in it. */
export type Examples = Readonly<Record<string, { status: number; body: unknown }>>;

const responsesOf = (operation: NamedOperation, example: Examples[string] | undefined) => {
  return Object.fromEntries([
    ...Object.entries(operation.answers).map(([status, answer]) => [
      status,
      answerOf(answer, example?.status === Number(status) ? example.body : undefined),
    ]),
    ...problemsOf(operation).map((status) => [status, { $ref: `#/components/responses/${componentName(status)}` }]),
  ]);
};

/** A parameter travels as text; its schema says what the text stands for. */
const meantBy = ({ type }: JsonSchema, text: string): string | number =>
  type === "integer" || type === "number" ? Number(text) : text;

const DRY_PARAMETER = (() => {
  const { description, ...schema } = inlineSchema(DrySchema);
  return { name: "dry", in: "query", required: false, description, schema };
})();

const parametersOf = (operation: NamedOperation) => {
  const { names = {}, query, queryExample = {} } = operation;
  const inPath = Object.entries(names).map(([name, { description, example }]) => ({
    name,
    in: "path",
    required: true,
    description: `${description} Percent-encoded; any character is possible.`,
    schema: { type: "string" },
    example,
  }));
  const { properties = {}, required = [] } = (query ? inlineSchema(query) : {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name) && !("default" in schema),
    description,
    schema,
    ...(queryExample[name] !== undefined && { example: meantBy(schema, queryExample[name]) }),
  }));
  return [...inPath, ...inQuery, ...(isWrite(operation) ? [DRY_PARAMETER] : [])];
};

const requestOf = (operation: NamedOperation) => {
  const { body } = operation;
  if (!body) return undefined;
  const isJson = body.type === "application/json";
  return {
    description: body.description,
    required: true,
    content: {
      [body.type]: {
        schema: isJson ? schemaOf(body.schema) : { type: "string" },
        ...(!isJson && { "x-line-schema": schemaOf(body.schema) }),
        example: isJson ? body.example : exampleBodyOf(operation),
      },
    },
  };
};

const operationObject = (operation: NamedOperation, examples: Examples) => {
  const { id, tag, summary, description, scope } = operation;
  const requestBody = requestOf(operation);
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(operation, examples[id]),
    security: scope ? [{ [scope]: [] }] : [],
  };
};

const pathsOf = (operations: readonly NamedOperation[], examples: Examples) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationObject(operation, examples) };
  }
  return paths;
};

/** The description of the whole API as OpenAPI 3.1 has it, made from the operations and what their examples are answered with. */
export const makeOpenApiDocument = (examples: Examples) => ({
  openapi: "3.1.1",
  info: {
    title: "ze-benchmarks",
    version: API_VERSION,
    summary: "Takes in runs of coding agents on benchmarks, and answers what they add up to.",
    description:
      "Reading needs no key and is open to any origin; HEAD works wherever GET does. Errors are problem documents (RFC 9457). Moments are ISO 8601 in UTC. What a run does not state is absent or null, never 0. The examples are made-up data.",
    contact: { name: "Whoever runs this server" },
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/", description: "Where this document came from." }],
  tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  paths: pathsOf(OPERATION_LIST, examples),
  components: {
    schemas: componentSchemas(),
    responses: problemResponses(),
    headers: Object.fromEntries(
      Object.entries(HEADERS).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
    ),
    securitySchemes: Object.fromEntries(
      OPERATION_LIST.flatMap(({ scope }) =>
        scope ? [[scope, { type: "http", scheme: "bearer", description: KEYS[scope] }]] : [],
      ),
    ),
  },
});
