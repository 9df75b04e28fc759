import { env } from "cloudflare:test";
import type * as z from "zod";
import type { KeyIssuedSchema, KeyRequestSchema } from "#contract/service/key.ts";
import { call, post } from "./call.ts";

type Fields = Partial<z.input<typeof KeyRequestSchema>>;

/** Makes a named key: one that may submit, but for what is given. */
export const makeKey = async (fields: Fields = {}): Promise<z.infer<typeof KeyIssuedSchema>> => {
  const response = await post("/api/keys", { name: "a harness", scope: "submit", ...fields });
  if (response.status !== 201) throw new Error(`no key was made: ${response.status} ${await response.text()}`);
  return response.json();
};

/** Makes a key and has it expire at once; gives its token. */
export const makeExpiredKey = async (fields: Fields = {}): Promise<string> => {
  const { token, key } = await makeKey({ ...fields, expiresAt: "2999-01-01T00:00:00Z" });
  await env.DB.prepare("UPDATE api_keys SET expires_at = ? WHERE id = ?")
    .bind(Date.UTC(2026, 0, 1), key.id)
    .run();
  return token;
};

/** Makes a key and revokes it; gives its token. */
export const makeRevokedKey = async (fields: Fields = {}): Promise<string> => {
  const { token, key } = await makeKey(fields);
  await callWith(env.API_SECRET_KEY, "DELETE", `/api/keys/${key.id}`);
  return token;
};

/** Makes a key and gives it a scope that this version does not know; gives its token. */
export const makeUnknownKey = async (): Promise<string> => {
  const { token, key } = await makeKey({ scope: "admin" });
  await env.DB.prepare("UPDATE api_keys SET scope = 'root' WHERE id = ?").bind(key.id).run();
  return token;
};

/** Calls the Worker with a token, or without; a text is sent as lines, any other body as JSON, unless a type is given. */
export const callWith = (
  token: string | undefined,
  method: string,
  path: string,
  body?: unknown,
  type = typeof body === "string" ? "application/x-ndjson" : "application/json",
): Promise<Response> =>
  call(path, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": type }),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
