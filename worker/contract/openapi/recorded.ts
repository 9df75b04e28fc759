/// <reference path="./text-modules.d.ts" />
import type * as z from "zod";
import type { OperationId, Operations } from "#contract/operations.ts";
import text from "./openapi.json.txt?raw";

interface Content {
  example?: unknown;
}

/** As much of the document as finds its examples. */
interface Recorded {
  paths: Record<
    string,
    Record<string, { operationId: OperationId; responses: Record<string, { content?: Record<string, Content> }> }>
  >;
}

/** The OpenAPI document as it is recorded, with the answers of the real Worker. For the site and for tests, which Vite loads. */
export const openApiDocument: Recorded = JSON.parse(text);

/** What an operation's example is answered with: JSON as its schema takes it, lines and tables as text. */
type Body<Id extends OperationId> = Operations[Id]["answers"] extends infer Answers
  ? Answers[keyof Answers] extends { type: string }
    ? string
    : Answers[keyof Answers] extends infer Answer
      ? Answer extends { schema: infer Schema extends z.ZodType }
        ? z.input<Schema>
        : never
      : never
  : never;

const answeredExamples = Object.values(openApiDocument.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId, responses }) => {
    const answered = Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.values(content).flatMap(({ example }) =>
        Number(status) < 400 && example !== undefined ? [{ status: Number(status), body: example }] : [],
      ),
    );
    return [operationId, answered[0]] as const;
  }),
);

/** What each operation's example is answered with. */
export const examples = Object.fromEntries(answeredExamples) as {
  [Id in OperationId]: { status: number; body: Body<Id> };
};
