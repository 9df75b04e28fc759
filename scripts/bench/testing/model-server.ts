import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** What a model says in a turn, whatever the protocol. */
export interface Said {
  text?: string;
  calls?: { name: string; input: unknown }[];
  /** Why it stopped, in the protocol's word. Default: as its calls say. */
  stop?: string;
  /** In the protocol's form. Default: none is stated. */
  usage?: object;
}

interface Given {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What else may happen to a request. */
type Trouble = Given | "hang up" | "half an answer" | "silence";

type Step = Said | Trouble;

/** How a service is asked and answers. */
export interface Protocol {
  path: string;
  /** What is wrong with a request, in the service's own form; undefined: nothing. */
  refuse: (request: IncomingMessage, body: unknown) => { status: number; body: object } | undefined;
  /** A turn as the service gives it; `number` makes its calls' ids unique. */
  answer: (said: Said, number: number) => object;
}

export interface ModelServer {
  url: string;
  /** What is to come, a step a request. A request that nothing is left for is a bad one. */
  steps: Step[];
  /** The bodies of all requests, those refused included. */
  asked: Record<string, unknown>[];
  /** Comes when a request has got nothing but silence. */
  silent: Promise<void>;
  close: () => void;
}

/** Answers with JSON, or with the first `share` of it. */
const give = (response: ServerResponse, { status, body = {}, headers }: Given, share = 1): void => {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": "application/json", "content-length": bytes.length, ...headers });
  if (share === 1) return void response.end(bytes);
  response.write(bytes.subarray(0, bytes.length * share), () => response.destroy());
};

/** A server on this machine that speaks a protocol strictly, and says and does what it was told to, step by step. */
export const startModelServer = async ({ path, refuse, answer }: Protocol): Promise<ModelServer> => {
  let isSilent = () => {};
  const silent = new Promise<void>((resolve) => {
    isSilent = resolve;
  });
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as Record<string, unknown>;
    model.asked.push(body);
    const refusal = request.url === path ? refuse(request, body) : { status: 404, body: { error: request.url } };
    if (refusal) return give(response, refusal);
    const step = model.steps.shift() ?? { status: 400, body: { error: { message: "nothing is left to say" } } };
    if (step === "hang up") return void response.destroy();
    if (step === "silence") return isSilent();
    const turnOf = (said: Said) => ({ status: 200, body: answer(said, model.asked.length) });
    if (step === "half an answer") return give(response, turnOf({ text: "half" }), 0.5);
    give(response, "status" in step ? step : turnOf(step));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    steps: [],
    asked: [],
    silent,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return model;
};
