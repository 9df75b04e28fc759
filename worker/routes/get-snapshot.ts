import { openDatabase } from "../db/database.ts";
import { readCurrentSnapshotId, readSnapshot } from "../db/snapshot.ts";
import type { Env } from "../env.ts";
import { hasCurrent, json, notModified } from "../http/answer.ts";

/** GET /api/snapshot: the aggregate of everything. Who has it already is told so without the aggregate being read. */
export const getSnapshot = async (request: Request, env: Env): Promise<Response> => {
  const database = openDatabase(env.DB);
  if (request.headers.has("if-none-match")) {
    const id = await readCurrentSnapshotId(database);
    if (id !== undefined && hasCurrent(request, id)) return notModified(id);
  }
  const snapshot = await readSnapshot(database, new Date());
  if (hasCurrent(request, snapshot.id)) return notModified(snapshot.id);
  return json(snapshot, { headers: { etag: `"${snapshot.id}"` } });
};
