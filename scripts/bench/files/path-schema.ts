import { isAbsolute, normalize, sep } from "node:path";
import * as z from "zod";
import { messageOf } from "../../command/thrown.ts";

/** A path below a folder, with slashes. */
export const PathSchema = z
  .string()
  .min(1)
  .refine(
    (path) => !isAbsolute(path) && !normalize(path).split(sep).includes(".."),
    "must be a path within the workspace",
  );

/** A regular expression, as JavaScript has them; `.` takes no line break, `^` and `$` are those of a line. */
export const PatternSchema = z.string().transform((source, context) => {
  try {
    return new RegExp(source, "mu");
  } catch (error) {
    context.addIssue({ code: "custom", message: messageOf(error) });
    return z.NEVER;
  }
});
