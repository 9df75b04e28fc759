import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { examples } from "#contract/openapi/recorded.ts";

/** What the stand-in has been told to have, and to do wrong. */
interface CloudflareState {
  databases: Map<string, string>;
  /** The names of migrations that were applied, of whichever database. */
  migrations: string[];
  /** Answers to a migration; undefined: it succeeds. */
  failMigration: string | undefined;
  secrets: Set<string>;
  /** The versions of the Worker, the newest last. */
  versions: { id: string; tag: string }[];
  /** The version that serves. */
  serving: string | undefined;
  /** What the deployed Worker answers at /health. */
  health: (version: string) => number;
}

/** A stand-in for Cloudflare's API on this machine, and for the Worker that was deployed by it. */
export interface CloudflareApi {
  url: string;
  state: CloudflareState;
  /** What it was asked that changes something, in order: method and path. */
  changes: () => string[];
  /** What it does not know how to answer. */
  unknown: string[];
  /** The variables that have Wrangler ask it. */
  variables: Record<string, string>;
  close: () => void;
}

const ACCOUNT = "a-stand-in";
/** What a version consists of. */
const RESOURCES = { bindings: [], script: { handlers: [] }, script_runtime: {} };

/** What a call is answered with: a result, an error of a code, or a body as it is. */
type Given = { result: unknown; info?: object } | { error: string; code: number } | { status: number; body: unknown };

interface Asked {
  method: string;
  path: string;
  body: string;
}

const answerDatabase = ({ method, path, body }: Asked, state: CloudflareState): Given | undefined => {
  const [, name] = /^\/d1\/database\/([^/]+)$/.exec(path) ?? [];
  const known = [...state.databases].map(([database, uuid]) => ({ name: database, uuid }));
  if (path === "/d1/database" && method === "GET") {
    return { result: known, info: { count: known.length, page: 1, per_page: 10, total_count: known.length } };
  }
  if (path === "/d1/database") {
    const { name: created } = JSON.parse(body) as { name: string };
    state.databases.set(created, randomUUID());
    return { result: { name: created, uuid: state.databases.get(created) } };
  }
  if (name !== undefined) {
    const found = known.find((database) => database.name === name || database.uuid === name);
    return found ? { result: found } : { error: "database not found", code: 7404 };
  }
  if (!path.endsWith("/query")) return undefined;
  const { sql } = JSON.parse(body) as { sql: string };
  const [, migration] = /INSERT INTO "?d1_migrations"?[\s\S]*?'([^']+\.sql)'/i.exec(sql) ?? [];
  if (migration === undefined) {
    const isAsked = /SELECT/.test(sql) && sql.includes("d1_migrations");
    const results = state.migrations.map((applied, id) => ({ id, name: applied, applied_at: "2026-01-01 00:00:00" }));
    return { result: [{ success: true, results: isAsked ? results : [], meta: {} }] };
  }
  if (state.failMigration !== undefined) return { error: state.failMigration, code: 7500 };
  state.migrations.push(migration);
  return { result: [{ success: true, results: [], meta: {} }] };
};

const answerWorker = ({ method, path, body }: Asked, state: CloudflareState): Given | undefined => {
  const [, rest] = /^\/workers\/(?:scripts|services)\/[^/]+(\/[^?]*)?$/.exec(path) ?? [];
  const isService = path.startsWith("/workers/services/");
  const missing: Given = { error: "This Worker does not exist on your account.", code: 10007 };
  const subdomain = { enabled: true, previews_enabled: false };
  if (path.startsWith("/workers/workers/")) return { result: { id: "w", subdomain } };
  if (path === "/workers/subdomain") return { result: { subdomain: "stand-in" } };
  if (path === "/workers/assets/upload") return { status: 201, body: { success: true, result: { jwt: "done" } } };
  if (rest === "/assets-upload-session") {
    const { manifest } = JSON.parse(body) as { manifest: Record<string, { hash: string }> };
    return { result: { jwt: "j", buckets: [Object.values(manifest).map(({ hash }) => hash)] } };
  }
  const uploads = method === "PUT" || (rest === "/versions" && method === "POST");
  if (uploads) {
    const version = { id: randomUUID(), tag: /"workers\/tag":"([^"]*)"/.exec(body)?.[1] ?? "" };
    state.versions.push(version);
    for (const [, secret] of body.matchAll(/"name":"([^"]+)","type":"secret_text"/g)) state.secrets.add(secret ?? "");
    for (const [, secret] of body.matchAll(/"type":"secret_text","name":"([^"]+)"/g)) state.secrets.add(secret ?? "");
    if (method === "PUT") state.serving = version.id;
    return {
      result: {
        id: version.id,
        etag: "e",
        deployment_id: version.id,
        startup_time_ms: 1,
        metadata: {},
        resources: RESOURCES,
      },
    };
  }
  if (state.versions.length === 0 && rest !== "/subdomain") return missing;
  if (isService) return { result: { default_environment: { environment: "production", script: {} } } };
  if (rest === "/secrets") return { result: [...state.secrets].map((name) => ({ name, type: "secret_text" })) };
  if (rest === "/settings") return { result: { bindings: [] } };
  if (rest === "/script-settings") return { result: {} };
  if (rest === "/subdomain") return { result: subdomain };
  if (rest === "/schedules") return { result: { schedules: [] } };
  if (rest === "/deployments" && method === "POST") {
    state.serving = (JSON.parse(body) as { versions: { version_id: string }[] }).versions[0]?.version_id;
    return { result: { id: randomUUID() } };
  }
  const moment = { created_on: "2026-01-01T00:00:00Z", source: "api", author_email: "a@example.org" };
  if (rest === "/deployments") {
    const versions = [{ version_id: state.serving, percentage: 100 }];
    return { result: { deployments: [{ id: "d", strategy: "percentage", ...moment, versions }] } };
  }
  const found = state.versions.find(({ id }) => rest === `/versions/${id}`);
  if (!found) return undefined;
  return {
    result: {
      id: found.id,
      number: 1,
      metadata: moment,
      annotations: { "workers/tag": found.tag },
      resources: RESOURCES,
    },
  };
};

/** The Worker that serves, as far as a smoke test asks it. */
const answerAsWorker = (path: string, { serving = "", health }: CloudflareState): Given | undefined => {
  const status = health(serving);
  if (path === "/health") return { status, body: status === 200 ? examples.getHealth.body : { error: "broken" } };
  if (path === "/api/snapshot") return { status: 200, body: examples.getSnapshot.body };
  return path === "/" ? { status: 200, body: "<h1>Home</h1>" } : undefined;
};

const bodyOf = (given: Given): { status: number; body: unknown } => {
  if ("body" in given) return given;
  if ("error" in given) {
    const errors = [{ code: given.code, message: given.error }];
    return { status: given.code === 7500 ? 400 : 404, body: { success: false, errors, messages: [], result: null } };
  }
  return {
    status: 200,
    body: { success: true, errors: [], messages: [], result: given.result, result_info: given.info },
  };
};

/** Starts a stand-in for Cloudflare's API, which records what it is asked. */
export const startCloudflareApi = async (): Promise<CloudflareApi> => {
  const state: CloudflareState = {
    databases: new Map(),
    migrations: [],
    failMigration: undefined,
    secrets: new Set(),
    versions: [],
    serving: undefined,
    health: () => 200,
  };
  const asked: Asked[] = [];
  const unknown: string[] = [];
  const answer = (one: Asked): Given => {
    const own = answerAsWorker(one.path, state);
    if (own) return own;
    const call = { ...one, path: one.path.replace(`/accounts/${ACCOUNT}`, "") };
    asked.push(call);
    const given = answerDatabase(call, state) ?? answerWorker(call, state);
    if (given) return given;
    unknown.push(`${call.method} ${call.path}`);
    return { error: "unknown to the stand-in", code: 10000 };
  };
  const server = createServer(async (request: IncomingMessage, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const { status, body } = bodyOf(
      answer({ method: request.method ?? "", path: pathname, body: await text(request) }),
    );
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ url, state, unknown },
    changes: () =>
      asked
        .filter(
          ({ method, path, body }) =>
            method !== "GET" && !(path.endsWith("/query") && /^\{"sql":"(SELECT|CREATE TABLE IF)/.test(body)),
        )
        .map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "ID")}`),
    variables: {
      CLOUDFLARE_API_BASE_URL: url,
      CLOUDFLARE_API_TOKEN: "a-token",
      CLOUDFLARE_ACCOUNT_ID: ACCOUNT,
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
