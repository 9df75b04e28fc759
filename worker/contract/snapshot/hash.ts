import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import * as z from "zod";

/** The SHA-256 of a text's UTF-8, in hexadecimal: what names a part, and the snapshot itself. */
export const hashOf = (text: string): string => bytesToHex(sha256(new TextEncoder().encode(text)));

/** A SHA-256 in hexadecimal. */
export const HashSchema = z.string().regex(/^[0-9a-f]{64}$/);
