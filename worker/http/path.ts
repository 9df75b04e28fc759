import { StatusError } from "./problem.ts";

/** A name from a path: percent-decoded, any character allowed. Throws 400 if it is not well encoded. */
export const decodeName = (encoded: string | undefined): string => {
  try {
    return decodeURIComponent(encoded ?? "");
  } catch (cause) {
    throw Object.assign(new StatusError(400, `the path is not well percent-encoded: ${encoded}`), { cause });
  }
};
