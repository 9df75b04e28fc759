import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import type { Answer, AnswerHeader } from "#contract/service/operation.ts";
import { PROBLEM_TITLES, type Problem, type ProblemStatus } from "#contract/service/problem.ts";
import { exampleBodyOf } from "./example-request.ts";
import examples from "./examples.json" with { type: "json" };
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

const DETAILS: Record<ProblemStatus, string> = {
  400: "the query is not valid: limit: must be a whole number from 1 on",
  401: "this needs a key: send the header `Authorization: Bearer <key>`",
  403: "the key is not valid here",
  404: "no run is called unknown",
  405: "DELETE is not possible at /api/runs, but HEAD, GET",
  408: "the body did not come in time: send it again, without a pause",
  409: "run unknown is here with other content: isSuccessful",
  413: "the body is over 1,048,576 bytes, the most this takes in one request",
  415: "content type text/html is not taken here: send application/json",
  422: "the run is not valid: suite: must not be empty; leave an optional field out instead",
  429: "too many requests: wait 60 seconds, and send many runs as lines of one request",
  500: "something went wrong here; the log has it under 4d0c4f5e-2a4c-4f0e-8f0e-0c9a3a0d7c11",
  503: "writes are off: this server has no API_SECRET_KEY",
};

const problemExample = (status: ProblemStatus): Problem => ({
  type: "about:blank",
  title: PROBLEM_TITLES[status],
  status,
  detail: DETAILS[status],
  error: DETAILS[status],
  ...(status === 500 && { id: "4d0c4f5e-2a4c-4f0e-8f0e-0c9a3a0d7c11" }),
});

const headerRefs = (headers: readonly string[]) =>
  Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const componentName = (status: ProblemStatus) => PROBLEM_TITLES[status].replaceAll(" ", "");

const problemStatuses = Object.keys(PROBLEM_TITLES).map(Number) as ProblemStatus[];

const problemResponses = () =>
  Object.fromEntries(
    problemStatuses.map((status) => [
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

const examplesById: Record<string, { status: number; body: unknown }> = examples;

const responsesOf = (operation: NamedOperation) => {
  const example = examplesById[operation.id];
  return Object.fromEntries([
    ...Object.entries(operation.answers).map(([status, answer]) => [
      status,
      answerOf(answer, example?.status === Number(status) ? example.body : undefined),
    ]),
    ...problemsOf(operation).map((status) => [status, { $ref: `#/components/responses/${componentName(status)}` }]),
  ]);
};

const parametersOf = ({ names = {}, query, queryExample = {} }: NamedOperation) => {
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
    ...(queryExample[name] !== undefined && { example: queryExample[name] }),
  }));
  return [...inPath, ...inQuery];
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

const operationObject = (operation: NamedOperation) => {
  const { id, tag, summary, description, scope } = operation;
  const requestBody = requestOf(operation);
  const parameters = parametersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: responsesOf(operation),
    security: scope ? [{ key: [scope] }] : [],
  };
};

const pathsOf = (operations: readonly NamedOperation[]) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationObject(operation) };
  }
  return paths;
};

/** The description of the whole API as OpenAPI 3.1 has it, made from the contract's schemas. */
export const makeOpenApiDocument = (): JsonSchema => ({
  openapi: "3.1.1",
  info: {
    title: "ze-benchmarks",
    version: API_VERSION,
    summary: "Takes in runs of coding agents on benchmarks, and answers what they add up to.",
    description:
      "Reading needs no key and is open to any origin; HEAD works wherever GET does. Errors are problem documents (RFC 9457). Moments are ISO 8601 in UTC. What a run does not state is absent or null, never 0. The examples are made-up data.",
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/", description: "Where this document came from." }],
  tags: [...new Set(OPERATION_LIST.map(({ tag }) => tag))].map((name) => ({ name })),
  paths: pathsOf(OPERATION_LIST),
  components: {
    schemas: componentSchemas(),
    responses: problemResponses(),
    headers: Object.fromEntries(
      Object.entries(HEADERS).map(([name, description]) => [name, { description, schema: { type: "string" } }]),
    ),
    securitySchemes: {
      key: {
        type: "http",
        scheme: "bearer",
        description: "A key, as a harness or an admin has it. submit: sends runs and batches. admin: all.",
      },
    },
  },
});
