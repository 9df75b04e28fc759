import source from "../index.ts?raw";

/** The route table of index.ts, as `GET /api/runs/:runId`: read from its source, since an entry point exports its handlers alone. */
export const ROUTES: readonly string[] = [
  ...source.matchAll(/^\s+\.(get|post|put|patch|delete|all)\(\s*"([^"]+)"/gm),
].map(([, method = "", path]) => `${method.toUpperCase()} ${path}`);
