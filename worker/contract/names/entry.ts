import * as z from "zod";
import { NameSchema } from "./text.ts";

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

const SEPARATOR = "~";

const escapeName = (name: string): string =>
  name.replace(/[%~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * An entry as one text, for queries and tables: `agent`, `agent~model` or `agent~model~variant`. A part that is not stated is empty,
 * and none is written at the end: `agent~~variant`. Within a name only `%` and `~` are percent-encoded, so that names stay readable:
 * `claude-code~openai/gpt-5~high`. `parseEntry` gives the same entry back.
 */
export const formatEntry = ({ agent, model = "", variant = "" }: Entry): string =>
  [agent, model, variant]
    .map(escapeName)
    .join(SEPARATOR)
    .replace(/~{1,2}$/, "");

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
