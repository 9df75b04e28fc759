import { readFrozenPart } from "../db/frozen-snapshots.ts";
import { readManifestPart } from "../db/manifests.ts";
import { settleSnapshot } from "../db/settle-snapshot.ts";
import { pendingPart, readPartList, readSnapshotIndex } from "../db/snapshot-index.ts";
import { makePart, readPart } from "../db/snapshot-parts.ts";
import { hasCurrent } from "../http/etag.ts";
import { StatusError } from "../http/problem.ts";
import { JsonText } from "../http/reply.ts";
import type { Handler } from "./handler.ts";

const named = (id: string) => ({ etag: `"${id}"` });

/** GET /api/snapshot: what the present snapshot consists of. */
export const getSnapshot: Handler<"getSnapshot"> = async ({ request, query: { settle }, database }) => {
  const index = await (settle ? settleSnapshot : readSnapshotIndex)(database, new Date());
  if (index.id === undefined) return { body: index };
  return hasCurrent(request, index.id)
    ? { status: 304, headers: named(index.id) }
    : { body: index, headers: named(index.id) };
};

/** A part never changes under its id. */
export const FOR_EVER = { "cache-control": "public, max-age=31536000, immutable" };

/** GET /api/snapshot/parts/:id: a part by its id, or a pending one by its name, which makes it. */
export const getSnapshotPart: Handler<"getSnapshotPart"> = async ({ request, names: { id }, database, env }) => {
  const key = pendingPart(id);
  if (key) {
    const part = await makePart(database, key);
    return part ? { body: new JsonText(part.text), headers: named(part.hash) } : { status: 202 };
  }
  const text =
    (await readPart(database, id))?.text ??
    (await readManifestPart(database, id)) ??
    (await readPartList(database, id)) ??
    (env.SNAPSHOTS && (await readFrozenPart(env.SNAPSHOTS, id)));
  if (text !== undefined) {
    const headers = { ...named(id), ...FOR_EVER };
    return hasCurrent(request, id) ? { status: 304, headers } : { body: new JsonText(text), headers };
  }
  throw new StatusError(
    404,
    `the present snapshot has no part ${id}: it may have changed, so ask for /api/snapshot again`,
  );
};
