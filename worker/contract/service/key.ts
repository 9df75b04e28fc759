import * as z from "zod";
import { MomentSchema, NameSchema, optional, unknownFields } from "../names/text.ts";

/** What a key may do: `submit` runs and batches; `admin` that too, and decide about runs and make keys. */
export const ScopeSchema = z.enum(["submit", "admin"]);
export type Scope = z.infer<typeof ScopeSchema>;

/** The most suites that a key can be limited to. */
export const MAX_KEY_SUITES = 100;

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
      expiresAt: optional(MomentSchema).describe("From when on it is not valid any more; absent: until it is revoked."),
    },
    unknownFields("see the API's documentation for what a key can be given"),
  )
  .superRefine(({ scope, suites }, context) => {
    if (scope === "admin" && suites !== undefined) {
      context.addIssue({ code: "custom", path: ["suites"], message: "an admin key is not limited to suites" });
    }
  });
export type KeyRequest = z.infer<typeof KeyRequestSchema>;

/** A named key, as admins see it: nothing of its secret. */
export const KeySchema = z.strictObject({
  id: z.string().describe("Its id: the middle part of its token. It stays the same when the secret is rotated."),
  name: z.string().describe("What it is called."),
  scope: ScopeSchema.describe("What it may do."),
  suites: z.array(z.string()).optional().describe("The only suites it may submit to; absent: any."),
  createdAt: z.iso.datetime().describe("When it was made."),
  expiresAt: z.iso
    .datetime()
    .optional()
    .describe("From when on it is not valid any more; absent: until it is revoked."),
  revokedAt: z.iso.datetime().optional().describe("Since when it is revoked; absent: it is not."),
  lastUsedAt: z.iso.datetime().optional().describe("When it was last used, to the hour; absent: never."),
});
export type Key = z.infer<typeof KeySchema>;

/** The answer of GET /api/keys: newest first. */
export const KeyListSchema = z.array(KeySchema);

/** The answer of POST /api/keys and POST /api/keys/:id/rotate: the only time that the token is told. */
export const KeyIssuedSchema = z.strictObject({
  token: z.string().describe("The token to send as `Authorization: Bearer <token>`. It cannot be read again."),
  key: KeySchema.describe("The key it belongs to."),
});
export type KeyIssued = z.infer<typeof KeyIssuedSchema>;
