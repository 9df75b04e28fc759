import type { OperationId, Operations } from "#contract/operations.ts";
import { type Database, openDatabase } from "../db/database.ts";
import type { Env } from "../env.ts";
import { readOnly } from "../http/read-only-database.ts";
import type { Call, Reply } from "../http/reply.ts";
import { type ReadSite, siteReader } from "../http/site-files.ts";

/** What every handler is given besides its call. */
export interface Context {
  env: Env;
  database: Database;
  /** Reads the files of the built site. */
  readSite: ReadSite;
}

/** Opens what handlers work with; `dry`: a database that takes no writes. */
export const openContext = (env: Env, dry: boolean): Context => ({
  env,
  database: openDatabase(dry ? readOnly(env.DB) : env.DB),
  readSite: siteReader(env),
});

/** What answers an operation, by its id: gets what its schemas parsed, and answers what they take. */
export type Handler<Id extends OperationId> = (call: Call<Operations[Id]> & Context) => Promise<Reply<Operations[Id]>>;
