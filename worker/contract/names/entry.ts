import * as z from "zod";
import { SEPARATOR } from "./entry-text.ts";
import { NameSchema } from "./text.ts";

export { formatEntry } from "./entry-text.ts";

/** A row of a leaderboard: agent, model and variant; the latter two are absent if not stated. */
export const EntrySchema = z.strictObject({
  agent: z.string().describe("The program that acted."),
  model: z.string().optional().describe("The language model behind it."),
  variant: z.string().optional().describe("What tells it apart from otherwise equal ones."),
});
export type Entry = z.infer<typeof EntrySchema>;

/** The entry of names among which an empty one is not stated, as databases and queries have them. */
export const entryOf = ({ agent, model, variant }: Record<"agent" | "model" | "variant", string>): Entry => ({
  agent,
  ...(model === "" ? {} : { model }),
  ...(variant === "" ? {} : { variant }),
});

/**
 * The entry that a text stands for; undefined if it stands for none. Any other percent-encoding is decoded as well. The model
 * `default` means that none is stated, as everywhere.
 */
export const parseEntry = (text: string): Entry | undefined => {
  const parts = text.split(SEPARATOR);
  if (parts.length > 3) return undefined;
  let names: string[];
  try {
    names = parts.map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const [agent = "", model = "", variant = ""] = names;
  const given = [agent, model, variant].filter((name, position) => position === 0 || name !== "");
  if (!given.every((name) => NameSchema.safeParse(name).success)) return undefined;
  return entryOf({ agent, model: model === "default" ? "" : model, variant });
};

/** A query parameter that names an entry: comes out parsed. */
export const EntryTextSchema = z
  .string({ error: "must name an entry: agent, agent~model or agent~model~variant" })
  .transform((text, context): Entry => {
    const entry = parseEntry(text);
    if (entry) return entry;
    context.addIssue({
      code: "custom",
      message: "must be agent, agent~model or agent~model~variant, with % and ~ in a name percent-encoded",
    });
    return z.NEVER;
  });
