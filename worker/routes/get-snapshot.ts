import { readCurrentSnapshotId, readSnapshot } from "../db/snapshot.ts";
import { hasCurrent } from "../http/etag.ts";
import type { Handler } from "./handler.ts";

const named = (id: string) => ({ etag: `"${id}"` });

/** GET /api/snapshot: the aggregate of everything. Who has it already is told so without the aggregate being read. */
export const getSnapshot: Handler<"getSnapshot"> = async ({ request, database }) => {
  if (request.headers.has("if-none-match")) {
    const id = await readCurrentSnapshotId(database);
    if (id !== undefined && hasCurrent(request, id)) return { status: 304, headers: named(id) };
  }
  const snapshot = await readSnapshot(database, new Date());
  if (hasCurrent(request, snapshot.id)) return { status: 304, headers: named(snapshot.id) };
  return { body: snapshot, headers: named(snapshot.id) };
};
