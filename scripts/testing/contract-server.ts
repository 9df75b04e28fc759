import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { examples } from "#contract/openapi/recorded.ts";
import { type NamedOperation, OPERATION_LIST } from "#contract/operations.ts";
import { isWrite } from "#contract/service/operation.ts";
import { issuesOf } from "#contract/service/problem.ts";

/** A request that keeps the contract: the operation, the names in its path, its query and its body. */
interface Asked {
  id: string;
  names: string[];
  query: Record<string, string>;
  body?: unknown;
  key?: string;
}

export interface Given {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** Answers in place of the example of the contract; undefined: the example will do. */
export type Answering = (asked: Asked) => Given | undefined;

export interface ContractServer {
  url: string;
  /** What it was asked besides its health. */
  asked: Asked[];
  close: () => void;
}

/**
 * A server on this machine that answers every operation of the API with the contract's example, and refuses, as the Worker does, a path,
 * query or body that the contract does not have.
 */
export const startContractServer = async (answering: Answering = () => undefined): Promise<ContractServer> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://localhost");
    const body = ["POST", "PUT"].includes(request.method ?? "") ? await bodyOf(request) : undefined;
    const { status, ...given } = answer(request.method ?? "", url, {
      body,
      key: request.headers.authorization,
      note: (one) => {
        if (one.id !== "getHealth") asked.push(one);
        return answering(one);
      },
    });
    response.writeHead(status, { "content-type": "application/json", ...given.headers });
    response.end(given.headers?.["content-type"] ? linesOf(given.body as unknown[]) : JSON.stringify(given.body));
  });
  // A busy machine may need longer from one request to the next: closing the connection meanwhile would look like a lost answer.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
};

const LINES = "application/x-ndjson";

const linesOf = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

/** The body of a request: JSON, or the lines of it as a list. */
const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const sent = await text(request);
  if (request.headers["content-type"] !== LINES) return sent === "" ? undefined : JSON.parse(sent);
  return sent
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
};

/** What the contract has against a body, or against the first of its lines. */
const bodyError = ({ body }: NamedOperation, sent: unknown) =>
  body?.schema.safeParse(body.type === LINES ? (sent as unknown[])[0] : sent).error;

interface Rest {
  body: unknown;
  key: string | undefined;
  note: Answering;
}

const answer = (method: string, url: URL, { body, key, note }: Rest): Given => {
  const found = findOperation(method, url.pathname);
  if (!found) return problem(404, `no such path: ${method} ${url.pathname}`);
  const { operation, names } = found;
  const query = Object.fromEntries(url.searchParams);
  const { dry: _dry, ...own } = query;
  const wrong = operation.query?.safeParse(isWrite(operation) ? own : query).error ?? bodyError(operation, body);
  if (wrong) return problem(operation.body ? 422 : 400, "not valid", issuesOf(wrong));
  const { id } = operation;
  const given = note({ id, names, query, ...(body !== undefined && { body }), ...(key !== undefined && { key }) });
  return given ?? (examples as Record<string, Given>)[id] ?? problem(500, `no example: ${id}`);
};

/** The first operation that a path fits, and the names in the path. */
const findOperation = (method: string, path: string): { operation: NamedOperation; names: string[] } | undefined => {
  for (const operation of OPERATION_LIST) {
    const pattern = new RegExp(`^${operation.path.replaceAll(".", "\\.").replace(/:\w+/g, "([^/]+)")}$`);
    const match = operation.method === method && pattern.exec(path);
    if (match) return { operation, names: match.slice(1).map(decodeURIComponent) };
  }
  return undefined;
};

/** A problem document. */
export const problem = (status: number, detail: string, issues: unknown[] = []): Given => ({
  status,
  body: { type: "about:blank", title: "No", status, detail, error: detail, ...(issues.length > 0 && { issues }) },
});
