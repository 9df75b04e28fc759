import { query } from "jsonpath-rfc9535";
import * as z from "zod";
import { messageOf } from "../../command/thrown.ts";

/** A JSONPath by RFC 9535, such as `$.usage.input_tokens`. */
export const JsonPathSchema = z.string().superRefine((path, context) => {
  try {
    query({}, path);
  } catch (error) {
    context.addIssue({ code: "custom", message: `is not a valid JSONPath: ${messageOf(error)}` });
  }
});
