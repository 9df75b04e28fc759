import { createExecutionContext, env } from "cloudflare:test";
import type { Env } from "../env.ts";
import worker from "../index.ts";
import { NO_SITE } from "./site-files.ts";

const ORIGIN = "http://localhost";

const { ADDRESS_LIMIT: _address, KEY_LIMIT: _key, ROW_LIMIT: _rows, ...deployed } = env as Env;

/** What tests run with: as deployed, but for the rate limits, which would count all tests together, and for a site that is built. */
export const unlimited: Env = { ...deployed, ASSETS: NO_SITE };

/** Calls the Worker in process, as a client would by HTTP; a path may be a whole URL. */
export const call = (path: string, init: RequestInit = {}, environment: Env = unlimited): Promise<Response> => {
  const request = new Request(new URL(path, ORIGIN), init) as Parameters<typeof worker.fetch>[0];
  return worker.fetch(request, environment, createExecutionContext());
};

/** Posts a body with the key: a text as it is, anything else as JSON. */
export const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  call(path, {
    method: "POST",
    headers: { authorization: `Bearer ${env.API_SECRET_KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

/** Posts lines to the bulk endpoint: texts as they are, anything else as JSON. */
export const postLines = (lines: readonly unknown[]): Promise<Response> =>
  post("/api/results/bulk", lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"), {
    "content-type": "application/x-ndjson",
  });

/** Reads an answer's body as JSON. */
export const read = async (path: string): Promise<unknown> => (await call(path)).json();

/** What D1 says a request cost: rows looked at and rows written, indexes included. */
export const costOf = (response: Response): { queries: number; rowsRead: number; rowsWritten: number } => {
  const timing = response.headers.get("server-timing") ?? "";
  const figure = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(timing)?.[1] ?? Number.NaN);
  return { queries: figure("queries"), rowsRead: figure("rows_read"), rowsWritten: figure("rows_written") };
};
