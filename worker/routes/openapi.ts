import { makeOpenApiDocument } from "#contract/openapi/document.ts";

let made: string | undefined;

/** GET /api/openapi.json: what this API can do. The document is the same as long as the Worker is. */
export const getOpenApi = async (): Promise<Response> => {
  made ??= JSON.stringify(makeOpenApiDocument());
  return new Response(made, {
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "public, max-age=300" },
  });
};
