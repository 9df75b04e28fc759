import { PROBLEM_EXAMPLES } from "#contract/openapi/problem-examples.ts";
import { openApiDocument } from "#contract/openapi/recorded.ts";
import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import { curlOf, needsKeyId } from "./curl.ts";
import { describeType, type Field, type FieldList, listFields, type Schema, type Schemas } from "./fields.ts";

interface Content {
  schema?: Schema;
  "x-line-schema"?: Schema;
  example?: unknown;
}

interface Response {
  $ref?: string;
  description?: string;
  headers?: Record<string, unknown>;
  content?: Record<string, Content>;
}

interface Described {
  parameters?: { name: string; in: string; required: boolean; description?: string; schema: Schema }[];
  requestBody?: { description: string; content: Record<string, Content> };
  responses: Record<string, Response>;
}

/** The parts of the OpenAPI document that the page shows. */
interface Document {
  info: { version: string };
  paths: Record<string, Record<string, Described>>;
  components: {
    schemas: Schemas;
    headers: Record<string, { description: string }>;
  };
}

const document = openApiDocument as unknown as Document;
const { schemas, headers } = document.components;

/** The version of the API, its headers and problems, each with what it says. */
export const apiVersion = document.info.version;
export const headerMeanings = Object.entries(headers).map(([name, { description }]) => ({ name, description }));

/** Every problem that an answer can be, in the order of the statuses, with what one might say. */
export const problems = PROBLEM_EXAMPLES;

/** The fields of a problem document. */
export const problemFields = listFields({ $ref: "#/components/schemas/Problem" }, schemas);

const describedOf = ({ method, path }: NamedOperation): Described => {
  const described = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];
  if (!described) throw new Error(`the OpenAPI document lacks ${method} ${path}`);
  return described;
};

const bodyLists = (content: Record<string, Content> = {}): FieldList[] =>
  Object.values(content)
    .flatMap(({ schema, "x-line-schema": line }) => {
      const shown = line ?? schema;
      return shown ? listFields(shown, schemas) : [];
    })
    .filter(({ fields }) => fields.length > 0);

/** What an answer's example says, as it is shown. */
const formatExample = (example: unknown): string =>
  typeof example === "string" ? example : JSON.stringify(example, null, 2);

/** An answer when all is well. */
interface ApiAnswer {
  status: number;
  description: string;
  headers: string[];
  lists: FieldList[];
  /** The example's answer; absent for the statuses that the example does not get. */
  example?: string;
}

const answersOf = ({ responses: described }: Described): ApiAnswer[] =>
  Object.entries(described).flatMap(([status, { $ref, description = "", headers: sent = {}, content = {} }]) => {
    if ($ref !== undefined) return [];
    const example = Object.values(content)[0]?.example;
    const answer = {
      status: Number(status),
      description,
      headers: Object.keys(sent).filter((name) => name !== "X-Request-Id"),
      lists: bodyLists(content),
      ...(example !== undefined && { example: formatExample(example) }),
    };
    return [answer];
  });

const parametersOf = ({ parameters = [] }: Described): Field[] =>
  parameters.map(({ name, in: place, required, description = "", schema }) => ({
    name,
    type: `${describeType(schema, schemas)}${place === "path" ? ", in the path" : ""}${schema.default === undefined ? "" : `; default ${schema.default}`}`,
    required,
    description,
  }));

/** An operation as the page shows it. */
export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | undefined;
  key: NamedOperation["scope"];
  parameters: Field[];
  body: { description: string; type: string; lists: FieldList[] } | undefined;
  answers: ApiAnswer[];
  problems: number[];
  curl: string;
  needsKeyId: boolean;
  /** What the example is answered with. */
  example: ApiAnswer & { example: string };
}

const hasExample = (answer: ApiAnswer): answer is ApiAnswer & { example: string } => answer.example !== undefined;

const describe = (operation: NamedOperation): ApiOperation => {
  const { id, method, path, summary, description, scope, body } = operation;
  const described = describedOf(operation);
  const answers = answersOf(described);
  const example = answers.find(hasExample);
  if (!example) throw new Error(`no answer of ${id} has an example`);
  const { requestBody } = described;
  return {
    ...{ id, method, path, summary, description, key: scope, answers, example },
    parameters: parametersOf(described),
    body: body && {
      description: body.description,
      type: body.type,
      lists: bodyLists(requestBody?.content),
    },
    problems: Object.entries(described.responses)
      .filter(([, { $ref }]) => $ref !== undefined)
      .map(([status]) => Number(status)),
    curl: curlOf(operation),
    needsKeyId: needsKeyId(operation),
  };
};

/** The operations by tag, in the contract's order, in which each example finds what it needs. */
export const tags = [...new Set(OPERATION_LIST.map(({ tag }) => tag))].map((name) => ({
  name,
  anchor: name.toLowerCase(),
  operations: OPERATION_LIST.filter(({ tag }) => tag === name).map(describe),
}));
