import { JsonText } from "../http/reply.ts";
import type { Handler } from "./handler.ts";

/** GET /api/openapi.json: what this API can do, as a test recorded it. Rarely asked for: it is no part of the Worker's own JavaScript. */
export const getOpenApi: Handler<"getOpenApi"> = async () => {
  const { default: text } = await import("#contract/openapi/openapi.json.txt");
  return { body: new JsonText(text), headers: { "cache-control": "public, max-age=300" } };
};
