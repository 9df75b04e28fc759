import { createServer, type IncomingHttpHeaders, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { randomOf } from "../../sample/random.ts";
import { bodyOf } from "./memory-worker.ts";

/** What can go wrong with a request, and how often of a hundred times. */
const FAULTS = {
  "drop the request": 5,
  "send half the request": 5,
  "lose the answer": 6,
  "send half the answer": 5,
  "answer 429": 5,
  "answer 500": 5,
  delay: 10,
} as const;
type Fault = keyof typeof FAULTS;

export interface FaultProxy {
  url: string;
  /** How often each fault was made. */
  counts: Map<Fault, number>;
  close: () => void;
}

const drawFault = (random: () => number): Fault | undefined => {
  let left = random() * 100;
  for (const [fault, share] of Object.entries(FAULTS)) {
    left -= share;
    if (left < 0) return fault as Fault;
  }
  return undefined;
};

interface Forwarded {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Sent {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a request on, or the first `share` of its body, and then nothing more. */
const forward = ({ method, url, headers, body }: Sent, share = 1): Promise<Forwarded> =>
  new Promise((resolve, reject) => {
    const { "transfer-encoding": _, ...kept } = headers;
    const outgoing = send(url, {
      method,
      headers: { ...kept, host: new URL(url).host, "content-length": body.length },
    });
    outgoing.on("error", reject);
    outgoing.on("response", async (response) => {
      const answer = await bodyOf(response).catch(reject);
      if (answer) resolve({ status: response.statusCode ?? 502, headers: response.headers, body: answer });
    });
    if (share === 1) return void outgoing.end(body);
    outgoing.write(body.subarray(0, Math.floor(body.length * share)), () => outgoing.destroy());
  });

const answerWith = (response: ServerResponse, { status, headers, body }: Forwarded, share = 1): void => {
  const { "transfer-encoding": _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.length });
  if (share === 1) return void response.end(body);
  response.write(body.subarray(0, Math.floor(body.length * share)), () => response.destroy());
};

/** Between a client and a server at `target`: makes trouble at random, the same for the same seed and the same order of requests. */
export const startFaultProxy = async (target: string, seed: string): Promise<FaultProxy> => {
  const random = randomOf("faults", seed);
  const counts = new Map<Fault, number>();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    const { method = "GET", headers } = request;
    const sent = { method, url: target + request.url, headers, body };
    const fault = drawFault(random);
    if (fault) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    try {
      await pass(sent, response, fault, random);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const pass = async (sent: Sent, response: ServerResponse, fault: Fault | undefined, random: () => number) => {
  switch (fault) {
    case "drop the request":
      return void response.destroy();
    case "send half the request":
      await forward(sent, 0.5);
      return void response.destroy();
    case "lose the answer":
      await forward(sent);
      return void response.destroy();
    case "send half the answer":
      return answerWith(response, await forward(sent), 0.5);
    case "answer 429":
      return void response.writeHead(429, { "retry-after": random() < 0.1 ? "1" : "0" }).end("{}");
    case "answer 500":
      return void response.writeHead(500).end("<h1>no</h1>");
    case "delay":
      await new Promise((resolve) => setTimeout(resolve, random() * 50));
      return answerWith(response, await forward(sent));
    default:
      return answerWith(response, await forward(sent));
  }
};
