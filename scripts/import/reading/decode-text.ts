import { FormatError } from "./format-error.ts";

/** Which UTF-16 a byte order mark stands for; undefined where there is none. */
export const utf16Of = (bytes: Buffer): "utf-16le" | "utf-16be" | undefined => {
  const mark = bytes.toString("hex", 0, 2);
  return mark === "fffe" ? "utf-16le" : mark === "feff" ? "utf-16be" : undefined;
};

/** What decoding gives. FormatError for bytes that are none of the encoding: other characters would take their place. */
export const decodeAs = (encoding: string, decode: () => string): string => {
  try {
    return decode();
  } catch (error) {
    throw new FormatError(`it is not valid ${encoding.toUpperCase()}: save it as UTF-8`, { cause: error });
  }
};

/** The text of bytes in UTF-8, without a byte order mark. FormatError. */
export const utf8TextOf = (bytes: Buffer): string =>
  decodeAs("utf-8", () => new TextDecoder("utf-8", { fatal: true }).decode(bytes));

/** An XML declaration's encoding. */
const DECLARED = /^\s*<\?xml[^>]*?\sencoding=["']([\w.-]+)["']/;

/** The text of an XML document, in the encoding that it declares. FormatError where that is not known. */
export const xmlTextOf = (bytes: Buffer): string => {
  const [, encoding = "utf-8"] = DECLARED.exec(bytes.toString("latin1", 0, 200)) ?? [];
  if (/^utf-?8$/i.test(encoding)) return utf8TextOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new FormatError(`it cannot be read as ${encoding}, which it declares: save it as UTF-8`, { cause: error });
  }
};
