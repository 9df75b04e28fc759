/** A file cannot be imported: the message says what is wrong, and where in the file. */
export class FormatError extends Error {
  override name = "FormatError";
}
