import type * as z from "zod";

/**
 * Has a schema take a value as it is where a quick look says that nothing is wrong with it, and look closer at any other: of a list, zod makes
 * several objects an item, and a snapshot has lists of millions. The look must hold whatever the schema does, which may not change the value.
 */
export const takeWhole = <Schema extends z.ZodType>(schema: Schema, isSound: (value: unknown) => boolean): Schema => {
  const { run } = schema._zod;
  schema._zod.run = (payload, context) => (isSound(payload.value) ? payload : run(payload, context));
  return schema;
};
