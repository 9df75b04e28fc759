import * as z from "zod";
import { BoardEntrySchema } from "#contract/figures/board.ts";
import { EffectSchema } from "#contract/figures/effect.ts";
import type { Field } from "../../content/api/fields.ts";

const PropertySchema = z.looseObject({ description: z.string() });

const typeOf = (property: z.infer<typeof PropertySchema>): string => {
  const text = JSON.stringify(property);
  const kind = ["array", "integer", "number", "boolean"].find((one) => text.includes(`"${one}"`)) ?? "text";
  return text.includes('"null"') ? `${kind} or null` : kind;
};

/** The columns of a row as the contract describes it, in its order. */
const columnsOf = (row: z.ZodType): readonly Field[] =>
  Object.entries(z.toJSONSchema(row).properties ?? {}).map(([name, property]) => {
    const parsed = PropertySchema.parse(property);
    return { name, type: typeOf(parsed), required: true, description: parsed.description };
  });

/** Every column of a leaderboard's row; the same names stand in CSV, JSON and the API's answers. */
export const DICTIONARY = columnsOf(BoardEntrySchema);

/** Every column of a version's effects, in CSV and JSON. */
export const EFFECTS_DICTIONARY = columnsOf(EffectSchema);
