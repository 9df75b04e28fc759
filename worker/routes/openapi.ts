import { makeOpenApiDocument } from "#contract/openapi/document.ts";
import { JsonText } from "../http/reply.ts";
import type { Handler } from "./handler.ts";

let made: JsonText | undefined;

/** GET /api/openapi.json: what this API can do. The document is the same as long as the Worker is. */
export const getOpenApi: Handler<"getOpenApi"> = async () => {
  made ??= new JsonText(JSON.stringify(makeOpenApiDocument()));
  return { body: made, headers: { "cache-control": "public, max-age=300" } };
};
