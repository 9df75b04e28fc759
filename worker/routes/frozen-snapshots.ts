import { MAX_ISSUES } from "#contract/service/problem.ts";
import { hashOf } from "#contract/snapshot/hash.ts";
import { MOST_PUBLISHED } from "#contract/snapshot/published.ts";
import { snapshotIdOf } from "#contract/snapshot/snapshot.ts";
import { formatCounted } from "#words/numbers.ts";
import {
  findMissingParts,
  hasFrozenPart,
  keepIndex,
  keepPart,
  listFrozen,
  readFrozenIndex,
} from "../db/frozen-snapshots.ts";
import type { Env } from "../env.ts";
import { invalidError, StatusError } from "../http/problem.ts";
import { FOR_EVER } from "./get-snapshot.ts";
import type { Handler } from "./handler.ts";

const bucketOf = ({ SNAPSHOTS }: Env): R2Bucket => {
  if (SNAPSHOTS) return SNAPSHOTS;
  throw new StatusError(
    501,
    `this server keeps no frozen snapshots, since it has no bucket: its site keeps the last ${MOST_PUBLISHED} under /snapshots/`,
  );
};

/** PUT /api/snapshots/parts/:id: keeps a part under its hash. */
export const putSnapshotPart: Handler<"putSnapshotPart"> = async ({ names: { id }, body, env, dry }) => {
  const bucket = bucketOf(env);
  const hash = hashOf(body);
  if (hash !== id) {
    throw invalidError("the part", [{ path: ["id"], message: `is ${id}, and the content hashes to ${hash}` }]);
  }
  if (await hasFrozenPart(bucket, id)) return { body: { success: true, id, duplicate: true } };
  if (!dry) await keepPart(bucket, id, body);
  return { status: 201, body: { success: true, id } };
};

/** POST /api/snapshots: keeps a snapshot whose parts are kept. */
export const freezeSnapshot: Handler<"freezeSnapshot"> = async ({ body, env, dry }) => {
  const bucket = bucketOf(env);
  const { id, createdAt, pending } = body;
  if (id === undefined || createdAt === undefined || pending !== undefined) {
    throw invalidError("the index", [{ path: ["pending"], message: "must be empty, with id and createdAt given" }]);
  }
  const hash = snapshotIdOf(body);
  if (hash !== id) {
    throw invalidError("the index", [{ path: ["id"], message: `is ${id}, and the content hashes to ${hash}` }]);
  }
  const { missing, noLists } = await findMissingParts(bucket, body, MAX_ISSUES);
  if (noLists.length > 0) {
    const issues = noLists
      .slice(0, MAX_ISSUES)
      .map((list) => ({ path: ["suites"], message: `calls ${list} a list of parts, which it is not` }));
    throw invalidError("the index", issues);
  }
  if (missing.length > 0) {
    const what = formatCounted(missing.length, "part is", "parts are");
    throw new StatusError(409, `${what} missing: PUT each to /api/snapshots/parts/:id first`, {
      issues: missing.map((part) => ({ path: ["parts", part], message: "is missing" })),
    });
  }
  const isNew = dry ? !(await readFrozenIndex(bucket, id)) : await keepIndex(bucket, { ...body, id, createdAt });
  return isNew ? { status: 201, body: { success: true, id } } : { body: { success: true, id, duplicate: true } };
};

/** GET /api/snapshots: the snapshots that are kept, in pages. */
export const listFrozenSnapshots: Handler<"listFrozenSnapshots"> = async ({ query: { limit, cursor }, env }) => {
  const { snapshots, next } = await listFrozen(bucketOf(env), { limit, cursor });
  return { body: snapshots, next };
};

/** GET /api/snapshots/:id: the index of one. */
export const getFrozenSnapshot: Handler<"getFrozenSnapshot"> = async ({ names: { id }, env }) => {
  const bucket = bucketOf(env);
  const index = /^[0-9a-f]{8,64}$/.test(id) ? await readFrozenIndex(bucket, id) : undefined;
  if (!index) throw new StatusError(404, `no kept snapshot has an id that begins with ${id}, or more than one does`);
  return { body: index, headers: index.id === id ? FOR_EVER : {} };
};
