import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** The two parts of a named key's token: the id, which lists show, and the secret, of which only the hash is kept. */
export interface Token {
  id: string;
  secret: string;
}

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const TOKEN = /^zeb_([0-9a-f]{12})_([0-9a-f]{64})$/;

const randomHex = (bytes: number): string => bytesToHex(crypto.getRandomValues(new Uint8Array(bytes)));

/** A new id for a key: 12 hexadecimal digits. */
export const makeKeyId = (): string => randomHex(ID_BYTES);

/** A new secret: 256 random bits in hexadecimal. */
export const makeSecret = (): string => randomHex(SECRET_BYTES);

/** The token as it is sent. Its prefix lets scanners of leaked secrets recognize it. */
export const formatToken = ({ id, secret }: Token): string => `zeb_${id}_${secret}`;

/** The parts of a token; undefined if the text is none. */
export const parseToken = (text: string): Token | undefined => {
  const [, id, secret] = TOKEN.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
};

/** What is kept of a secret: its SHA-256 in hexadecimal. The secret is random, so that no salt or slow hash is needed. */
export const hashOfSecret = (secret: string): string => bytesToHex(sha256(new TextEncoder().encode(secret)));
