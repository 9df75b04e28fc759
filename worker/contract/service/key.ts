import * as z from "zod";
import { MomentSchema, NameSchema, optional, unknownFields } from "../names/text.ts";
import { jsonCursor, LimitSchema } from "./page.ts";

/**
 * What a key may do: `submit` runs and batches; `publish` snapshots, and read without the limit of anonymous reads; `admin` all, decide about
 * runs and make keys.
 */
export const ScopeSchema = z.enum(["submit", "publish", "admin"]);
type Scope = z.infer<typeof ScopeSchema>;

/** What an operation asks of a key: a scope, or to be any good key. */
export type NeededScope = Scope | "any";

const GRANTS: ReadonlyMap<string, readonly NeededScope[]> = new Map<Scope, readonly NeededScope[]>([
  ["submit", ["any", "submit"]],
  ["publish", ["any", "publish"]],
  ["admin", ["any", "submit", "publish", "admin"]],
]);

/** Whether a key of a scope may do what needs another. An unknown scope may do nothing. */
export const grants = (scope: string, needed: NeededScope): boolean => GRANTS.get(scope)?.includes(needed) ?? false;

/** The most suites that a key can be limited to. */
const MAX_KEY_SUITES = 100;

/** A named key, as it is asked for: the body of POST /api/keys. */
export const KeyRequestSchema = z
  .strictObject(
    {
      name: NameSchema.describe("What to call it in lists: who or what uses it. It is never public."),
      scope: ScopeSchema.describe("What it may do."),
      suites: optional(
        z
          .array(NameSchema)
          .min(1, "must name a suite; leave it out for a key to any suite")
          .max(MAX_KEY_SUITES)
          .transform((suites) => [...new Set(suites)]),
      ).describe("The only suites it may submit to; absent: any."),
      expiresAt: optional(MomentSchema).describe("When it stops being valid; absent: not before it is revoked."),
    },
    unknownFields("see the API's documentation for what a key can be given"),
  )
  .superRefine(({ scope, suites }, context) => {
    if (scope !== "submit" && suites !== undefined) {
      context.addIssue({
        code: "custom",
        path: ["suites"],
        message: `a key of scope ${scope} is not limited to suites`,
      });
    }
  });
export type KeyRequest = z.infer<typeof KeyRequestSchema>;

/** A named key, as admins see it: nothing of its secret. */
export const KeySchema = z.strictObject({
  id: z
    .string()
    .describe(
      "Its id: the middle part of its token. It stays the same when the secret is rotated. Empty in a dry run of making it.",
    ),
  name: z.string().describe("What it is called."),
  scope: z
    .string()
    .describe("What it may do: submit, publish or admin; any other, of another version of the service, nothing."),
  suites: z.array(z.string()).optional().describe("The only suites it may submit to; absent: any."),
  createdAt: z.iso.datetime().describe("When it was made."),
  expiresAt: z.iso.datetime().optional().describe("When it stops being valid; absent: not before it is revoked."),
  revokedAt: z.iso.datetime().optional().describe("When it was revoked; absent: it was not."),
  lastUsedAt: z.iso.datetime().optional().describe("When it was last used, to the hour; absent: never."),
});
export type Key = z.infer<typeof KeySchema>;

/** The answer of GET /api/keys: newest first. */
export const KeyListSchema = z.array(KeySchema);

/** Where a page of keys begins: after the key that was made then, in milliseconds since 1970, and has that id. */
export interface KeyPosition {
  createdAt: number;
  id: string;
}

/** The text that stands for a position in links and in X-Next-Cursor. */
export const keyCursorOf = ({ createdAt, id }: KeyPosition): string => JSON.stringify([createdAt, id]);

/** The query of GET /api/keys. */
export const KeyQuerySchema = z.strictObject(
  {
    limit: LimitSchema.describe("How many keys a page holds at most."),
    cursor: jsonCursor(z.tuple([z.int(), z.string()]).transform(([createdAt, id]): KeyPosition => ({ createdAt, id })))
      .optional()
      .describe("Where the page begins: X-Next-Cursor of the page before."),
  },
  unknownFields("see the API's documentation for the parameters"),
);
export type KeyQuery = z.infer<typeof KeyQuerySchema>;

/** The answer of POST /api/keys and POST /api/keys/:id/rotate: the only time that the token is told. */
export const KeyIssuedSchema = z.strictObject({
  token: z
    .string()
    .describe("The token to send as `Authorization: Bearer <token>`. It cannot be read again. Empty in a dry run."),
  key: KeySchema.describe("The key it belongs to."),
});
export type KeyIssued = z.infer<typeof KeyIssuedSchema>;

/** The answer of GET /api/keys/self: what the key at hand may. */
export const KeySelfSchema = z.strictObject({
  id: z.string().nullable().describe("Its id; null: it is the server's secret."),
  scope: z.string().describe("What it may do."),
  suites: KeySchema.shape.suites,
  expiresAt: KeySchema.shape.expiresAt,
  operations: z
    .array(z.string())
    .describe("The operations that need a key, by their ids, and that it may be used for."),
});

/** The answer of PUT /api/keys/:id/batches/:batchId. */
export const BatchGivenSchema = z.strictObject({
  success: z.literal(true).describe("The batch belongs to the key now."),
  batchId: z.string().describe("The batch."),
  owner: z.string().describe("The id of the key that it belongs to now."),
});
